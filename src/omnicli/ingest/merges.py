"""Cells that a merged cell hides: a form's value stands in the first of them, the others are empty.

Whether it was meant for every row (a category) or once (an amount), nobody can tell from the file.
"""

import re
from collections.abc import Iterator

from omnicli.ingest.convert.base import Problem
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.preflight import Preflight
from omnicli.ingest.sheetsax import cell_name
from omnicli.ingest.sheetsax import column_number

_RANGE = re.compile(
    rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']"
    rb"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
_LONGEST = 200
"""No element that names a range is longer."""

Range = tuple[int, int, int, int]
"""First row and column, last row and column, from 1."""


def merged_cells(checked: Preflight, match: HeaderMatch) -> list[Problem]:
    """The hidden cells of known columns in rows of a form that say something beside them.

    A title or a note across a row of its own is none of them. An order's own columns may be merged
    over the rows of its items.
    """
    scan = checked.scans.get(match.sheet.name or "")
    if scan is None or match.part.made_by != "hand":
        return []
    ranges = [
        found
        for found in _ranges(checked, scan.part)
        if found[2] > match.row and _text(match, found[0], found[1])
    ]
    hidden: dict[tuple[int, int], Range] = {}
    room = match.sheet.frame.height * len(match.positions)
    for found in ranges:
        for cell in _covered(match, found):
            hidden[cell] = found
        if len(hidden) > room:
            break
    names = {match.sheet.first_column + j: name for name, j in match.positions.items()}
    return [
        Problem(
            row,
            names[column],
            "E_CELL_MERGED",
            _text(match, first[0], first[1]),
            fields={"merged": f"{cell_name(*first[:2])}:{cell_name(*first[2:])}"},
        )
        for (row, column), first in sorted(hidden.items())
        if _says_more(match, row, hidden, first) and not _of_one_order(match, row, column, hidden)
    ]


def _ranges(checked: Preflight, part: str) -> Iterator[Range]:
    carry = b""
    for piece in checked.workbook.inflate(part):
        text = carry + piece
        end = 0
        for found in _RANGE.finditer(text):
            left, top, right, bottom = found.groups()
            end = found.end()
            first = int(top), column_number(left.decode())
            yield (*first, int(bottom), column_number(right.decode()))
        carry = text[max(end, len(text) - _LONGEST) :]


def _covered(match: HeaderMatch, merged: Range) -> Iterator[tuple[int, int]]:
    """The hidden cells of a range, in known columns below the header."""
    top, left, bottom, right = merged
    known = sorted(match.sheet.first_column + j for j in match.positions.values())
    for row in range(max(top, match.row + 1), min(bottom, match.sheet.frame.height) + 1):
        for column in known:
            if left <= column <= right and (row, column) != (top, left):
                yield row, column


def _text(match: HeaderMatch, row: int, column: int) -> str | None:
    place = column - match.sheet.first_column
    if not (0 < row <= match.sheet.frame.height and 0 <= place < match.sheet.frame.width):
        return None
    text = match.sheet.frame.item(row - 1, place)
    return text if isinstance(text, str) and text.strip() else None


def _says_more(
    match: HeaderMatch, row: int, hidden: dict[tuple[int, int], Range], merged: Range
) -> bool:
    """Whether the row has a known cell of its own outside the merged one."""
    for place in match.positions.values():
        column = match.sheet.first_column + place
        inside = merged[0] <= row <= merged[2] and merged[1] <= column <= merged[3]
        if not inside and (row, column) not in hidden and _text(match, row, column):
            return True
    return False


def _of_one_order(
    match: HeaderMatch, row: int, column: int, hidden: dict[tuple[int, int], Range]
) -> bool:
    """Whether the cell tells of the whole order, in a row that is one more item of it."""
    part = match.part
    whole = {c.name for c in part.columns if c.per == "key"}
    if not whole:
        return False
    places = {name: match.sheet.first_column + j for name, j in match.positions.items()}
    keys = [places[name] for name in part.key if name in places]
    first = hidden[row, column][0]
    return column in {places[name] for name in {*whole, *part.key} & {*places}} and all(
        (row, key) in hidden or _text(match, row, key) == _text(match, first, key) for key in keys
    )
