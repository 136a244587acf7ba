"""Which rows of a file say something that another file outweighs: those are not unchanged."""

import polars as pl

from omnicli.warehouse.observation import Observation
from omnicli.warehouse.tables.declaration import TableSpec

_NO_CONTENT = frozenset({"source", "effective_at", "is_incomplete", "expected_quantity"})
"""What speaks of the file or of how much of a row it holds, not of the row."""


def outweighed(seen: Observation, winners: "pl.DataFrame", spec: TableSpec) -> "pl.DataFrame":
    """Keys of the records that give a value otherwise than what was resolved for their row.

    An empty cell says nothing, and a masked name says the clear one. Amounts of an order that is
    listed in part grow with the other part, so that they are no contradiction.
    """
    key = list(spec.key)
    besides = {*key, *_NO_CONTENT, *spec.settled_later}
    values = [
        c
        for c in seen.records.columns
        if c in winners.columns and c not in besides and not c.startswith("_")
    ]
    joined = seen.records.select(*key, *values, *_part(seen.records)).join(
        winners.select(*key, *values, *_part(winners)),
        on=key,
        how="inner",
        suffix="__won",
        nulls_equal=True,
    )
    parts = [c for c in joined.columns if c.startswith("_part")]
    whole = pl.all_horizontal(pl.lit(value=True), *(pl.col(c).fill_null(0) == 0 for c in parts))
    lost = pl.any_horizontal(
        pl.lit(value=False), *(_lost(c, joined.schema[c], spec, seen, whole) for c in values)
    )
    return joined.filter(lost).select(key)


def _part(frame: "pl.DataFrame") -> "list[pl.Expr]":
    """Whether a record is listed in part only, where its source knows."""
    return [pl.col("is_incomplete").alias("_part")] if "is_incomplete" in frame.columns else []


def _lost(
    column: str, kind: "pl.DataType", spec: TableSpec, seen: Observation, whole: "pl.Expr"
) -> "pl.Expr":
    mine, won = pl.col(column), pl.col(f"{column}__won")
    lost = mine.is_not_null() & mine.ne_missing(won)
    if column in spec.maskable and kind == pl.String:
        lost &= ~mine.str.contains("*", literal=True)
    if kind == pl.String:
        lost &= mine != ""
    if seen.drafts is not None and column.endswith("_sen"):
        lost &= whole
    return lost
