"""One bad optional cell costs that cell, not its row: the cell is emptied, with a warning."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from omnicli.ingest.convert.base import Problem
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When

_KINDS = (Choice, Day, Flag, Id, Text, When)
"""Amounts, counts and phones that were damaged stay a fault of their row: they change figures."""


def optional_columns(part: Part) -> frozenset[str]:
    """Canonical names whose cells an order can do without; a movement needs what it has."""
    if part.target != "orders":
        return frozenset()
    clocks = {c.type.clock for c in part.columns if isinstance(c.type, When)}
    return frozenset(
        c.name
        for c in part.columns
        if isinstance(c.type, _KINDS)
        and not (c.required or c.filled)
        and c.name not in (*part.key, *clocks, part.updated_at)
    )


def spared(problems: Sequence[Problem], part: Part) -> list[Problem]:
    """The problems, with those of optional cells as warnings of their cell."""
    may_lack = () if part.whole else optional_columns(part)
    return [
        replace(p, code="W_CELL_IGNORED", severity="warning", fields={**p.fields, "fault": p.code})
        if p.severity == "error" and p.column in may_lack and p.code != "E_ROW_SHORT"
        else p
        for p in problems
    ]


def without_cells(rows: "pl.DataFrame", problems: Sequence[Problem]) -> "pl.DataFrame":
    """The text without the cells of `problems` that are only warnings."""
    for column in {p.column for p in problems if p.severity == "warning"} & set(rows.columns):
        bad = [p.row_no for p in problems if p.column == column and p.severity == "warning"]
        empty = pl.when(~pl.col("row_no").is_in(bad)).then(pl.col(column))
        rows = rows.with_columns(empty.alias(column))
    return rows
