"""Single cells of a sheet's XML, read exactly; slow, so only where the cheap look saw a reason."""

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.spec import Id
from omnicli.ingest.workbook import Workbook

_CELL = re.compile(
    rb"<c\s([^>]*?)(?:/>|>(.*?)</c>)|<row\s[^>]*?\br\s*=\s*[\"'](\d{1,7})", re.DOTALL
)
_REF = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](\w+)[\"']")
_VALUE = re.compile(rb"<v[^>/]*>([^<]*)</v>")
_LONG = re.compile(r"\d{16,}|[eE]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with content."""

    row: int
    column: int
    type: str
    value: str | None
    formula: bool

    @property
    def name(self) -> str:
        """`B7`, as a spreadsheet calls it."""
        return cell_name(self.row, self.column)


def cell_name(row: int, column: int) -> str:
    """`B7` for row 7, column 2."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row}"


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def filled_cells(workbook: Workbook, part: str) -> Iterator[Cell]:
    """Every cell of a part that has a value or a formula."""
    carry, row, column = b"", 0, 0
    for piece in workbook.pieces(part):
        text = carry + piece
        end = text.rfind(b"<c ")
        closed = text.rfind(b"</c>")
        cut = len(text) if end < closed else max(end, 0)
        carry = text[cut:]
        for found in _CELL.finditer(text, 0, cut):
            attributes, inside, row_number = found.groups()
            if row_number is not None:
                row, column = int(row_number), 0
                continue
            place = _REF.search(attributes)
            column = _number(place[1]) if place else column + 1
            at = int(place[2]) if place else row
            if inside:
                yield _cell(at, column, attributes, inside)


def _cell(row: int, column: int, attributes: bytes, inside: bytes) -> Cell:
    kind = _TYPE.search(attributes)
    value = _VALUE.search(inside)
    text = value[1].decode(errors="replace").strip() if value else None
    inline = text is None and b"<is" in inside
    return Cell(
        row,
        column,
        "inlineStr" if inline else kind[1].decode() if kind else "n",
        text or None,
        b"<f" in inside,
    )


def _check(cell: Cell, column: str, *, is_id: bool) -> Problem | None:
    if cell.type == "e":
        return Problem(cell.row, column, "E_CELL_ERROR", cell.value)
    if cell.formula and cell.value is None and cell.type != "str":
        return Problem(cell.row, column, "E_FORMULA_NO_VALUE", None)
    if is_id and cell.type == "n" and cell.value and _LONG.search(cell.value):
        return Problem(cell.row, column, "E_ID_PRECISION", cell.value)
    return None


def mapped_problems(workbook: Workbook, part: str, match: HeaderMatch) -> Sequence[Problem]:
    """What is wrong with cells of mapped columns below the header.

    Raises E_ID_NUMERIC when every value of a key column is a number: a spreadsheet has rewritten
    the file, and which digits it lost cannot be seen any more.
    """
    columns = {
        match.sheet.first_column + place: column
        for column in match.part.columns
        if (place := match.positions.get(column.name)) is not None
    }
    names = {c.name for c in match.part.columns if isinstance(c.type, Id)}
    keys = names & set(match.part.key)
    numeric: dict[str, list[int]] = {name: [0, 0] for name in keys}
    problems = []
    for cell in filled_cells(workbook, part):
        column = columns.get(cell.column)
        if column is None or cell.row <= match.row:
            continue
        if column.name in numeric:
            numeric[column.name][cell.type == "n"] += 1
        found = _check(cell, column.name, is_id=column.name in names)
        if found:
            problems.append(found)
    for name, (text, number) in numeric.items():
        if number and not text:
            raise OmniError("E_ID_NUMERIC", column=name)
    return problems


def special_problems(match: HeaderMatch) -> Sequence[Problem]:
    """The same for a sheet whose reader listed its number and error cells; nothing without a list.

    Raises E_ID_NUMERIC as `mapped_problems` does.
    """
    import polars as pl

    special = match.sheet.special
    if special is None or special.is_empty():
        return ()
    below = special.filter(pl.col("row") > match.row)
    problems = []
    for column in match.part.columns:
        place = match.positions.get(column.name)
        if place is None:
            continue
        cells = below.filter(pl.col("column") == match.sheet.first_column + place)
        is_id = isinstance(column.type, Id)
        numbers = cells.filter(pl.col("type") == "n")
        if is_id and column.name in match.part.key and not numbers.is_empty():
            filled = match.sheet.frame[f"c{place}"].slice(match.index + 1).str.strip_chars()
            if numbers.height >= filled.filter(filled != "").len():
                raise OmniError("E_ID_NUMERIC", column=column.name)
        for row, _, kind, value in cells.iter_rows():
            found = _check(Cell(row, 0, kind, value, formula=False), column.name, is_id=is_id)
            if found:
                problems.append(found)
    return problems
