"""The period a file prints above its table, or on a sheet of labels."""

import re
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from omnicli.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

Row = tuple[str | None, ...]

_YEAR_FIRST = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/](\d{4})\b")
_FROM = frozenset({"dari", "from", "tanggal mulai", "start date"})
_TO = frozenset({"ke", "to", "hingga", "sampai", "tanggal akhir", "end date"})
_ABOUT = re.compile(r"(?i)\b(?:periode?|time period|jangka waktu|tanggal|dari)\b")
_TAKEN = re.compile(r"(?i)penarikan|dibuat|created|issued|cetak")
"""A day on which the report was made."""
_SHORT = 25


def printed_period(
    preamble: Sequence[Row], sheets: "Mapping[str, pl.DataFrame]", names: Sequence[str] = ()
) -> tuple[date, date] | None:
    """First and last day as printed; None where the file prints none or several."""
    found = set(_periods(preamble))
    for name in names:
        if fold(name) in sheets:
            found |= set(_periods(sheets[fold(name)].head(_SHORT).rows()))
    return found.pop() if len(found) == 1 else None


def _periods(rows: Sequence[Row]) -> Iterable[tuple[date, date]]:
    for row in rows:
        text = " ".join(cell for cell in row if cell)
        days = _days(text)
        if len(days) == 2 and _ABOUT.search(text) and not _TAKEN.search(text):
            yield days[0], days[1]
    first, last = _beside(rows, _FROM), _beside(rows, _TO)
    if first and last:
        yield first, last


def _beside(rows: Sequence[Row], labels: frozenset[str]) -> date | None:
    """The day to the right of a label, or under it."""
    for row, below in pairwise([*rows, ()]):
        for place, cell in enumerate(row):
            if cell is None or fold(cell.rstrip(" :")) not in labels:
                continue
            near = [*row[place + 1 : place + 2], *below[place : place + 1]]
            for text in near:
                days = _days(text or "")
                if len(days) == 1:
                    return days[0]
    return None


def _days(text: str) -> list[date]:
    found = [(m.start(), m[1], m[2], m[3]) for m in _YEAR_FIRST.finditer(text)]
    rest = _YEAR_FIRST.sub(lambda m: " " * len(m[0]), text)
    found += [(m.start(), m[3], m[2], m[1]) for m in _DAY_FIRST.finditer(rest)]
    days = []
    for _, year, month, day in sorted(found):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days
