"""The rows of a part, from every sheet that holds some.

A person puts one month on each sheet, or a filtered copy in front. All sheets whose header fits are
one table; its row numbers go on from sheet to sheet, and `place` says where a row stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.headers import HeaderMatch


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet's rows under the header, with `row_no` as the part counts them."""

    match: HeaderMatch
    below: "pl.DataFrame"
    before: int
    """How many rows the sheets before it have."""

    @property
    def mapped(self) -> "pl.DataFrame":
        """`row_no` and the columns the part knows, by canonical name."""
        columns = [pl.col(f"c{j}").alias(n) for n, j in self.match.positions.items()]
        return self.below.select("row_no", *columns)


def sections(matches: Sequence[HeaderMatch], cells: Sequence[Sequence[Problem]]) -> list[Section]:
    """The sheets of one part, in the workbook's order; `cells` are the problems of each.

    Raises E_SHEETS_SEVERAL where the lines above the headers differ: they speak of their own sheet.
    """
    found = []
    before = 0
    for match, problems in zip(matches, cells, strict=True):
        found.append(Section(match, _below(match, problems, before), before))
        before += max(match.sheet.frame.height, *(p.row_no for p in problems), 0)
    if len({_above(match) for match in matches}) > 1:
        names = ", ".join(match.sheet.name or "–" for match in matches)
        raise OmniError("E_SHEETS_SEVERAL", sheets=names)
    return found


def _above(match: HeaderMatch) -> tuple[tuple[str, ...], ...]:
    rows = match.sheet.frame.head(match.index).rows()
    lines = [tuple(" ".join(cell.split()) for cell in row if cell and cell.strip()) for row in rows]
    return tuple(row for row in lines if row)


def _below(match: HeaderMatch, cells: Sequence[Problem], before: int) -> "pl.DataFrame":
    """All rows under the header.

    The parser drops trailing rows in which every cell is an error or a formula without a value;
    they are rows all the same.
    """
    frame = match.sheet.frame
    last = max((p.row_no for p in cells), default=0)
    if last > frame.height:
        frame = pl.concat([frame, frame.clear(last - frame.height)])
    numbered = frame.with_row_index("row_no", offset=before + 1).slice(match.index + 1)
    return numbered.with_columns(pl.col("row_no").cast(pl.Int64))


def place(parts: Sequence[Section], row_no: int) -> tuple[Section, int]:
    """The sheet a row stands on, and its number there."""
    section = next((s for s in reversed(parts) if row_no > s.before), parts[0])
    return section, row_no - section.before


def moved(problems: Sequence[Problem], section: Section) -> list[Problem]:
    """Problems of a sheet as the part counts its rows."""
    if not section.before:
        return list(problems)
    return [replace(p, row_no=p.row_no + section.before) for p in problems]
