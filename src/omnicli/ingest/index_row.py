"""A row of column numbers (1, 2, 3, …) under the header, as printed forms have it, is no data."""

import re
from typing import TYPE_CHECKING

from omnicli.ingest.headers import HeaderMatch

if TYPE_CHECKING:
    import polars as pl

_NUMBER = re.compile(r"^[(\[]?(\d{1,3})(?:\.0)?[)\].]?$")
_LEAST = 4
"""Columns: three numbers in a row may be what something cost, showed and sold."""


def index_row(below: "pl.DataFrame", match: HeaderMatch) -> int | None:
    """The number of the first row below the header where it only counts all columns."""
    if below.is_empty():
        return None
    row = below.row(0, named=True)
    named = [f"c{j}" for j, header in enumerate(match.headers) if header]
    cells = [row[name] for name in below.columns if name != "row_no" and (row[name] or "").strip()]
    if len(cells) < max(_LEAST, len(named)) or not all((row[n] or "").strip() for n in named):
        return None
    found = [_NUMBER.match(cell.strip()) for cell in cells]
    numbers = [int(one[1]) for one in found if one]
    start = numbers[0] if numbers else 0
    if len(numbers) < len(cells) or start > 1 or numbers != list(range(start, start + len(cells))):
        return None
    number: int = row["row_no"]
    return number
