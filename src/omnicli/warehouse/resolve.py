"""Which value wins when several files tell of the same row.

A canonical row is a pure function of the set of observations, so the order of imports cannot
matter: per column the newest file that has a value wins (`effective_at`, then when it was made by
its own word, then its sha256), an empty value never replaces one, a clear value beats a masked one,
and the status of a source without row update times is the furthest one known.

What a person noted at the order desk goes before what files say, except of times: those are facts
of the platform. A noted status makes older files silent; a newer one carries it further, or (by the
row's own update time) elsewhere.
"""

from collections.abc import Sequence

import polars as pl

from omnicli.domain.status import STATUS_RANK
from omnicli.warehouse.keys import telling
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.order_facts import BY_HAND
from omnicli.warehouse.tables.declaration import TableSpec

STAMP = ("_eff", "_sha")
_TIMES = ("_at", "_date")


def stamped(observations: Sequence[Observation]) -> "pl.DataFrame":
    """All records in one frame, with the stamp of the file each came from."""
    frames = []
    for seen in observations:
        own = (
            pl.coalesce(pl.col("effective_at"), pl.lit(seen.effective_at))
            if "effective_at" in seen.records.columns
            else pl.lit(seen.effective_at)
        )
        frames.append(
            seen.records.with_columns(
                own.alias("_eff"),
                pl.lit(seen.tie).alias("_sha"),
                pl.lit(seen.import_id, dtype=pl.Int64).alias("_import"),
                pl.lit(seen.has_row_time).alias("_row_time"),
                pl.lit(seen.source).alias("source"),
            ).drop("effective_at", strict=False)
        )
    return frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed")


def resolved(
    observations: Sequence[Observation], spec: TableSpec
) -> "tuple[pl.DataFrame, pl.DataFrame]":
    """All records, stamped, and the winners among them; one observation has each key once."""
    stamps = stamped(observations)
    return stamps, stamps if len(observations) == 1 else resolve(stamps, spec)


def resolve(stamped_records: "pl.DataFrame", spec: TableSpec) -> "pl.DataFrame":
    """One record per key, each column won by its newest value.

    A key that one file speaks of passes through as it is, which keeps a first import as cheap as a
    plain insert.
    """
    key = list(spec.key)
    on = telling(key, stamped_records)
    again = stamped_records.select(on).is_duplicated()
    if not again.any():
        return stamped_records
    once = stamped_records.filter(~again)
    many = stamped_records.filter(again).sort(*key, *STAMP)
    if spec.restart and spec.restart in many.columns:
        many = _since_restart(many, spec)
    apart = {*key, *STAMP, "_import", "_row_time", BY_HAND}
    values = [c for c in many.columns if c not in apart]
    noted = BY_HAND in many.columns
    winners = many.group_by(key, maintain_order=True).agg(
        *(
            _newest(c, maskable=c in spec.maskable, noted=noted and not c.endswith(_TIMES)).alias(c)
            for c in values
        ),
        pl.col("_eff").last(),
        pl.col("_sha").last(),
        pl.col("_import").last(),
        pl.col("_row_time").all(),
    )
    if spec.status_group and "status" in values:
        furthest = furthest_status(many, spec)
        winners = winners.update(furthest, on=key, include_nulls=True)
    return pl.concat([once, winners], how="diagonal_relaxed")


def _since_restart(many: "pl.DataFrame", spec: TableSpec) -> "pl.DataFrame":
    """The sorted records of each key from the newest one on that says everything of its row."""
    anew = pl.col(spec.restart).fill_null(0)
    return many.filter((anew.sum() - anew.cum_sum()).over(list(spec.key)) == 0)


def _newest(column: str, *, maskable: bool, noted: bool = False) -> "pl.Expr":
    """The last value that is not empty; where it may be masked, a clear one goes before.

    Where some records were `noted` by hand, the last of those goes before all.
    """
    value = pl.col(column)
    best = [value.drop_nulls().last()]
    if maskable:
        best.insert(0, value.filter(~value.str.contains("*", literal=True)).drop_nulls().last())
    if noted:
        best.insert(0, value.filter(_by_hand()).drop_nulls().last())
    return best[0] if len(best) == 1 else pl.coalesce(best)


def _by_hand() -> "pl.Expr":
    return pl.col(BY_HAND).fill_null(value=False)


def furthest_status(many: "pl.DataFrame", spec: TableSpec) -> "pl.DataFrame":
    """The status columns of each key, from the one file whose status wins."""
    key = list(spec.key)
    group = [c for c in spec.status_group if c in many.columns]
    rank = pl.col("status").replace_strict(dict(STATUS_RANK), default=-1, return_dtype=pl.Int64)
    by_time = pl.col("_row_time").all().over(key)
    since = _since_noted(many, key) if BY_HAND in many.columns else many
    return (
        since.with_columns(pl.when(by_time).then(0).otherwise(rank).alias("_rank"))
        .filter(pl.col("status").is_not_null())
        .sort(*key, "_rank", *STAMP)
        .group_by(key, maintain_order=True)
        .agg(pl.col(c).last() for c in group)
    )


def _since_noted(records: "pl.DataFrame", key: list[str]) -> "pl.DataFrame":
    """The records without those older than the newest status that was noted by hand."""
    stamp = pl.concat_str("_eff", pl.lit("|"), "_sha")
    newest = stamp.filter(_by_hand() & pl.col("status").is_not_null()).max().over(key)
    return records.filter(newest.is_null() | (stamp >= newest))
