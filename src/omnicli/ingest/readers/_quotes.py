"""Quotes that hide what a csv holds: rows inside one cell, lines inside one pair of quotes."""

import csv
from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold

_DELIMITERS = (",", ";", "\t", "|")
_KNOWN = 3
"""Header names inside one cell that cannot be there by chance."""
_LINES = 40


def refuse_swallowed(frame: "pl.DataFrame", text: bytes, delimiter: str) -> None:
    """Raise E_CSV_QUOTES where a row holds whole lines in its cells.

    Two stray quotes make one cell of everything between them. A row that swallowed `n` lines has
    `n` times as many delimiters inside its cells as it has outside; an address over two lines has
    a few.
    """
    lines = text.count(b"\n") + (not text.endswith(b"\n"))
    if b'"' not in text or lines <= frame.height or frame.width < 2:
        return
    broken = [c for c in frame.columns if frame[c].str.contains("\n", literal=True).any()]
    if not broken:
        return
    outside = frame.width - 1
    cells = pl.sum_horizontal(
        pl.col(c).str.count_matches(delimiter, literal=True).fill_null(0) for c in frame.columns
    )
    several = pl.any_horizontal(
        pl.col(c).str.contains("\n", literal=True).fill_null(value=False) for c in broken
    )
    hit = frame.with_row_index("row").filter(several & (cells >= outside))
    if hit.height:
        row = hit["row"][0]
        above = frame.head(row).select(pl.col(broken).str.count_matches("\n", literal=True).sum())
        line = row + 1 + sum(above.row(0))
        inside = hit.head(1).select(pl.col(broken).str.count_matches("\n", literal=True).sum())
        raise OmniError("E_CSV_QUOTES", row=line, last=line + sum(inside.row(0)))


def refuse_quoted_lines(head: Sequence[Sequence[str]], known: frozenset[str]) -> None:
    """Raise E_CSV_LINES_QUOTED where each line is one cell, and the header is inside it."""
    for number, row in enumerate(head[:_LINES], 1):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) != 1:
            continue
        for delimiter in _DELIMITERS:
            # Of a cell with line ends inside, the first line is what could be a header.
            inner = next(csv.reader(filled[0].splitlines()[:1], delimiter=delimiter), [])
            if sum(fold(cell) in known for cell in inner) >= _KNOWN:
                raise OmniError("E_CSV_LINES_QUOTED", row=number, value=filled[0][:60])
