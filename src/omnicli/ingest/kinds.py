"""What kind the cells of a column are, where its genuine export has text cells only.

A spreadsheet that opens `89.000` takes it for eighty-nine, and `05/08/2025` for the eighth of May:
the cell is a number then, and says so.
"""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest import sheetxml
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.preflight import Preflight
from omnicli.ingest.spec import Money

NumberCells = Mapping[str, Mapping[int, str]]
"""The number and date cells of some columns: canonical column → row of the sheet → value."""
CellKinds = Callable[[HeaderMatch, Collection[str]], NumberCells]
_THOUSAND = 1000
_SMALL = r"^-?(?:[1-9]\d{0,2}|\d{1,3}\.\d{1,2}|0\.\d+)$"
"""An amount below a thousand, or with a fraction: only then it matters what its cell is."""


def workbook_numbers(checked: Preflight, match: HeaderMatch, names: Collection[str]) -> NumberCells:
    """The number cells below the header of a workbook's sheet; dates are numbers there."""
    scan = checked.scans.get(match.sheet.name or "")
    if scan is None:
        return {}
    places = {at: name for at, name in _places(match, names).items() if at in scan.numbers}
    if not places:
        return {}
    return _numbers(sheetxml.cells_of(checked.workbook, scan, list(places)), match, places)


def listed_numbers(match: HeaderMatch, names: Collection[str]) -> NumberCells:
    """The same for a sheet whose reader listed its number cells; nothing without a list."""
    special = match.sheet.special
    return {} if special is None else _numbers(special, match, _places(match, names))


def _places(match: HeaderMatch, names: Collection[str]) -> dict[int, str]:
    first = match.sheet.first_column
    return {first + match.positions[n]: n for n in names if n in match.positions}


def _numbers(cells: "pl.DataFrame", match: HeaderMatch, places: dict[int, str]) -> NumberCells:
    found: dict[str, dict[int, str]] = {}
    numbers = cells.filter(pl.col("type") == "n", pl.col("row") > match.row)
    for row, column, value in numbers.select("row", "column", "value").iter_rows():
        if column in places and value:
            found.setdefault(places[column], {})[row] = value
    return found


def refuse_numbers(rows: "pl.DataFrame", match: HeaderMatch, kinds: CellKinds) -> None:
    """Raise E_AMOUNTS_RESAVED where text amounts became numbers that lost their thousands.

    A number of a thousand and more in the column proves that thousands were kept.
    """
    names = [
        c.name
        for c in match.part.columns
        if isinstance(c.type, Money)
        and c.type.cells == "text"
        and c.name in rows.columns
        and rows[c.name].str.contains(_SMALL).any()
    ]
    for name, cells in kinds(match, names).items() if names else ():
        values = {row: abs(float(value)) for row, value in cells.items() if _is_number(value)}
        if any(value >= _THOUSAND for value in values.values()):
            continue
        small = [row for row, value in values.items() if value > 0]
        if small:
            value = cells[small[0]]
            raise OmniError("E_AMOUNTS_RESAVED", row=small[0], column=name, value=value)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
