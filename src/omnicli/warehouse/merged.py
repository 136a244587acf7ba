"""Orders whose items several files list in part: added up, and finished again by their source."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import polars as pl

from omnicli.warehouse.keys import looked_up
from omnicli.warehouse.keys import telling
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.resolve import resolved
from omnicli.warehouse.tables.declaration import TableSpec


def with_merged_items(
    winners: "pl.DataFrame",
    lines: "pl.DataFrame",
    stamps: "pl.DataFrame",
    observations: Sequence[Observation],
    spec: TableSpec,
) -> "pl.DataFrame":
    """Amounts of orders whose items came from several lists, added up and finished again."""
    key = list(spec.key)
    partial = "expected_quantity" in winners.columns or bool((lines["_parts"] > 1).any())
    if not partial:
        return winners
    on = telling(key, winners, lines)
    units = lines.group_by(on).agg(
        pl.col("quantity").sum().alias("_units"), pl.col("_parts").first()
    )
    winners = looked_up(winners, on, units)
    if "expected_quantity" in winners.columns:
        short = (pl.col("_units") < pl.col("expected_quantity")).cast(pl.Int64).fill_null(0)
        stated = (
            [pl.col("is_incomplete").fill_null(0)] if "is_incomplete" in winners.columns else []
        )
        winners = winners.with_columns(pl.max_horizontal(short, *stated).alias("is_incomplete"))
    merged = winners.filter(pl.col("_parts") > 1)
    if merged.is_empty():
        return winners
    alike = _by_files(merged, stamps, observations, key)
    again = [_finished_again(group, lines, spec) for group in alike]
    if not again:
        return winners
    columns = [c for c in winners.columns if any(c in frame.columns for frame in again)]
    update = pl.concat(again, how="diagonal_relaxed").select(columns)
    return winners.update(update, on=key, include_nulls=False)


@dataclass(frozen=True)
class _SameFiles:
    """Orders that the same files tell of, and what those of the orders' own source say."""

    orders: "pl.DataFrame"
    drafted: Sequence[Observation]


def _by_files(
    merged: "pl.DataFrame",
    stamps: "pl.DataFrame",
    observations: Sequence[Observation],
    key: list[str],
) -> Iterator[_SameFiles]:
    """The merged orders by the files that tell of them.

    Which columns there are to finish with must come from these files alone: with a column that
    another order's file happens to carry, an order would depend on who was imported beside it.
    """
    files_of = pl.col("_import").sort().cast(pl.String).str.join(" ").alias("_files")
    files = stamps.join(merged, on=key, how="semi").group_by(key).agg(files_of)
    groups = merged.join(files, on=key).partition_by("source", "_files", as_dict=True)
    for (source, numbers), group in sorted(groups.items()):
        drafted = [
            o
            for o in observations
            if str(o.import_id) in numbers.split() and o.source == source and o.drafts is not None
        ]
        if drafted and drafted[-1].finish is not None:
            yield _SameFiles(group.drop("_files"), drafted)


def _finished_again(group: _SameFiles, lines: "pl.DataFrame", spec: TableSpec) -> "pl.DataFrame":
    """Orders with the sums of their merged items, derived anew by their source.

    A column that stands in the files as it is keeps what was resolved from all of them, of every
    source; so does the status.
    """
    key = list(spec.key)
    finish, sums = group.drafted[-1].finish, group.drafted[-1].sums
    assert finish is not None
    keys = group.orders.select(key)
    carried = {c for o in group.drafted if o.children is not None for c in o.children.columns}
    summed = [c for c in sums if c in lines.columns and c in carried]
    mine = lines.join(keys, on=key, how="semi")
    totals = mine.group_by(key).agg(pl.col(c).sum() for c in summed)
    _, drafts = resolved(
        [
            replace(o, records=o.drafts.join(keys, on=key, how="semi"))
            for o in group.drafted
            if o.drafts is not None
        ],
        spec,
    )
    fixed = {c for c in drafts.columns if c not in sums and c not in key}
    bare = drafts.drop(*sums, *(c for c in drafts.columns if c.startswith("_")), strict=False)
    status = group.orders.select(*key, *(c for c in spec.status_group if c in group.orders.columns))
    again = finish(bare.join(totals, on=key, how="inner"))
    kept = [c for c in again.columns if c in key or c not in fixed]
    return again.select(kept).update(status, on=key, include_nulls=True)
