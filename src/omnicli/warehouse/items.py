"""The items of an order when several files list them.

The newest complete list replaces older ones. A partial list (a split export, a rejected row)
merges with it, keeping the larger count of each identical line. Lines are told apart by what they
are, never by where they stand in a file. Where two lists may call one line differently (a layout
without SKUs, a product renamed meanwhile), nothing says which are the same: then one list counts.
"""

import sqlite3
from collections.abc import Callable
from collections.abc import Sequence

import polars as pl

from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Table
from omnicli.warehouse.table import staged
from omnicli.warehouse.tables.catalog import table_spec

LINE = ("listing_key", "sku", "product_name", "variation", "unit_price_sen", "quantity")
"""What makes two lines of an order identical."""

ITEM_COLUMNS = (
    "listing_key",
    "sku",
    "parent_sku",
    "product_name",
    "variation",
    "quantity",
    "returned_quantity",
    "list_price_sen",
    "unit_price_sen",
    "subtotal_sen",
    "seller_discount_sen",
    "platform_discount_sen",
    "weight_g",
    "is_bump",
)


def numbered(seen: Observation, key: Sequence[str]) -> "pl.DataFrame":
    """The item rows of one file with `_nth`, the how-manieth identical line of its order.

    Identical lines are ordered by the rest of their content first, so that a shuffled file numbers
    them alike. Most lines have no twin, and only twins are sorted.
    """
    assert seen.children is not None
    missing = [c for c in LINE if c not in seen.children.columns]
    kinds = {"unit_price_sen": pl.Int64, "quantity": pl.Int64}
    spelling = "+".join(c for c in LINE if c not in missing)
    rows = seen.children.with_columns(
        pl.lit(spelling).alias("_spelling"),
        *(pl.lit(None, dtype=kinds.get(c, pl.String)).alias(c) for c in missing),
    )
    line = [*key, *LINE]
    rest = sorted(c for c in ITEM_COLUMNS if c in rows.columns and c not in LINE)
    has_twin = rows.select(line).is_duplicated()
    twins = rows.filter(has_twin).sort(*line, *rest, nulls_last=True)
    counted = [
        rows.filter(~has_twin).with_columns(pl.lit(0, dtype=pl.Int64).alias("_nth")),
        twins.with_columns(_place(line).alias("_nth")),
    ]
    return pl.concat(counted).with_columns(
        pl.lit(seen.tie).alias("_sha"),
        pl.lit(seen.import_id, dtype=pl.Int64).alias("_import"),
    )


def merge(
    observations: Sequence[Observation], stamps: "pl.DataFrame", key: Sequence[str]
) -> "pl.DataFrame":
    """The item lines of each key, with `line_no`, and `_parts`: how many lists were merged.

    `stamps` is the stamped record frame: key, `_eff`, `_sha`, `_import`, and what says whether a
    list is whole: `expected_quantity`, `is_incomplete`.
    """
    key = list(key)
    frames = [numbered(o, key) for o in observations if o.children is not None]
    lines = frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed")
    if len(frames) > 1:
        lines = _contributing(lines, stamps, key)
    else:
        lines = lines.with_columns(pl.lit(1).alias("_parts"))
    # Most orders have one line, and only the others need ranking.
    has_more = lines.select(key).is_duplicated()
    ranked = lines.filter(has_more).sort(*key, *LINE, "_nth", nulls_last=True)
    alone = lines.filter(~has_more).with_columns(pl.lit(1, dtype=pl.Int64).alias("line_no"))
    return pl.concat([alone, ranked.with_columns((_place(key) + 1).alias("line_no"))])


def _place(group: Sequence[str]) -> "pl.Expr":
    """The place of each row among those of its group, from 0, where rows are sorted by it."""
    row = pl.int_range(pl.len())
    begins = pl.any_horizontal(pl.col(c).ne_missing(pl.col(c).shift()) for c in group)
    return row - pl.when(begins | (row == 0)).then(row).forward_fill()


def _contributing(lines: "pl.DataFrame", stamps: "pl.DataFrame", key: list[str]) -> "pl.DataFrame":
    """Lines of the newest complete list and of newer partial ones, each identical line once."""
    units = lines.group_by([*key, "_import"]).agg(pl.col("quantity").sum().alias("_units"))
    expected = (
        pl.col("expected_quantity")
        if "expected_quantity" in stamps.columns
        else pl.lit(None, dtype=pl.Int64)
    )
    proved = (
        pl.col("is_incomplete").fill_null(0) == 0
        if "is_incomplete" in stamps.columns
        else pl.lit(value=True)
    )
    lists = (
        stamps.select(
            *key, "_import", "_eff", "_sha", expected.alias("_expected"), proved.alias("_proved")
        )
        .join(units, on=[*key, "_import"], how="inner")
        .with_columns(
            (
                pl.col("_proved")
                & (pl.col("_expected").is_null() | (pl.col("_units") >= pl.col("_expected")))
            ).alias("_complete"),
            pl.concat_str("_eff", pl.lit("|"), "_sha").alias("_stamp"),
        )
        .with_columns(
            pl.col("_stamp").filter(pl.col("_complete")).max().over(key).alias("_newest_complete")
        )
        .filter(
            pl.col("_newest_complete").is_null()
            | (pl.col("_stamp") == pl.col("_newest_complete"))
            | ((pl.col("_stamp") > pl.col("_newest_complete")) & ~pl.col("_complete"))
        )
        .with_columns(pl.len().over(key).alias("_parts"))
    )
    lists = _of_one_spelling(lines, lists, key)
    return (
        lines.join(lists.select(*key, "_import", "_stamp", "_parts"), on=[*key, "_import"])
        .sort("_stamp")
        .unique([*key, *LINE, "_nth"], keep="last", maintain_order=True)
    )


def _of_one_spelling(
    lines: "pl.DataFrame", lists: "pl.DataFrame", key: list[str]
) -> "pl.DataFrame":
    """Of lists that may call one line differently only one: a complete one, else the longest."""
    several = lists.filter(pl.col("_parts") > 1)
    if several.is_empty():
        return lists
    compared = lines.join(several.select(*key, "_import"), on=[*key, "_import"])
    unlike = compared.group_by(key).agg(pl.col("_spelling").n_unique().alias("_n"))
    unlike = unlike.filter(pl.col("_n") > 1).select(key)
    names = ("listing_key", "sku", "product_name", "variation")
    line = [*key, "unit_price_sen", "quantity"]
    pairs = compared.select(*line, *names, "_import").unique()
    pairs = pairs.join(pairs, on=line, suffix="__other", nulls_equal=True)
    same = {n: pl.col(n).eq_missing(pl.col(f"{n}__other")) for n in names}
    named = pl.col("product_name").is_not_null() & same["product_name"] & same["variation"]
    # Two ids of the platform itself are two listings, however alike the seller named them.
    ids = pl.all_horizontal(
        ~pl.col(c).str.contains("|", literal=True) for c in ("listing_key", "listing_key__other")
    )
    two = ids & ~same["listing_key"] & same["sku"]
    misspelt = pairs.filter(
        pl.col("_import") != pl.col("_import__other"),
        same["listing_key"] | (named & ~two),
        ~pl.all_horizontal(same.values()),
    ).select(key)
    doubtful = pl.concat([unlike, misspelt]).unique()
    best = (
        several.join(doubtful, on=key, how="semi")
        .sort(*key, "_complete", "_units", "_stamp")
        .unique(key, keep="last", maintain_order=True)
    )
    return pl.concat([lists.join(doubtful, on=key, how="anti"), best])


def table(db: sqlite3.Connection) -> Table:
    """The stored items of an open warehouse."""
    return Table(db, table_spec("order_items"))


def storable(lines: "pl.DataFrame", schema: Table) -> "pl.DataFrame":
    """Item rows as the table holds them, `line_no` included, in the order they have."""
    return schema.conform(lines).with_columns(lines["line_no"].cast(pl.Int64))


def stored(db: sqlite3.Connection, orders: "pl.DataFrame") -> "pl.DataFrame":
    """The stored item lines of `orders` (a frame of `order_id`), with `_nth`."""
    schema = table(db)
    rows = []
    if not orders.is_empty():
        with staged(db, orders) as stage:
            names = ", ".join(f'i."{c}"' for c in schema.columns)
            rows = db.execute(
                f"SELECT {names} FROM {stage} k CROSS JOIN order_items i ON i.order_id = k.order_id"
            ).fetchall()
    found = pl.DataFrame(rows, schema=schema.schema, orient="row")
    return found.with_columns(pl.int_range(pl.len()).over("order_id", *LINE).alias("_nth"))


def outcomes(now: "pl.DataFrame", old: "pl.DataFrame", order: Sequence[str]) -> "pl.Series":
    """What became of each line of `now`: inserted, updated or unchanged against `old`.

    Both are as stored, with `_nth` and the columns `order` that tell whose lines they are.
    """
    on = [*order, *LINE, "_nth"]
    data = [c for c in now.columns if c in ITEM_COLUMNS and c not in LINE]
    joined = now.join(
        old.select(*on, *data, pl.lit(1).alias("_known")),
        on=on,
        how="left",
        suffix="__old",
        nulls_equal=True,
        maintain_order="left",
    )
    differs = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(c).ne_missing(pl.col(f"{c}__old")) for c in data)
    )
    outcome = (
        pl.when(pl.col("_known").is_null())
        .then(pl.lit("inserted"))
        .when(differs)
        .then(pl.lit("updated"))
        .otherwise(pl.lit("unchanged"))
    )
    return joined.select(outcome.alias("_outcome")).to_series()


def comparing(
    db: sqlite3.Connection, key: Sequence[str]
) -> "Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]":
    """Compares merged lines that are not stored: they come back as stored, with `_outcome`."""
    schema = table(db)

    def compared(now: "pl.DataFrame", old: "pl.DataFrame") -> "pl.DataFrame":
        lacking = [c for c in ITEM_COLUMNS if c not in now.columns]
        full = now.with_columns(pl.lit(None).alias(c) for c in lacking)
        typed = schema.conform(full).with_columns(full.select(*key, "_nth"))
        return typed.with_columns(outcomes(typed, old, key).alias("_outcome"))

    return compared
