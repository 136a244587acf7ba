"""Places of a register: official spellings, and for each other cell what it may mean (S1-05)."""

from collections.abc import Mapping

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.domain.regions import misplaced
from omnicli.ingest.spec import FileContext

LEVELS = ("province", "city", "district")
"""The columns by which a place is known, as the register names them."""


def settled(rows: "pl.DataFrame", headers: Mapping[str, str], ctx: FileContext) -> "pl.DataFrame":
    """The rows with official names; a cell that is not on the list stays and is reported."""
    have = [level for level in LEVELS if level in rows.columns]
    if not have:
        return rows
    read = [misplaced(*(row.get(n) for n in LEVELS)) for row in rows.select(have).to_dicts()]
    for row_no, (_, wrong) in zip(rows["row_no"], read, strict=True):
        for level, value, near in wrong:
            ctx.issues.append(
                Issue(
                    "W_PLACE_UNKNOWN" if near else "W_PLACE_UNLIKE",
                    "warning",
                    ctx.file_name,
                    row=row_no,
                    column=headers[level],
                    value=value,
                    fields={"near": near} if near else {},
                    to_repair=True,
                )
            )
    return rows.with_columns(
        pl.Series(level, [names[LEVELS.index(level)] for names, _ in read], pl.String)
        for level in have
    )
