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

NumberCells = Mapping[str, "pl.DataFrame"]
"""The number and date cells of some columns: canonical column → `row` of the sheet, `value`."""
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
    found = {at: cells for at in places if (cells := _only_numbers(scan, match, at)) is not None}
    if len(found) < len(places):
        left = places.keys() - found.keys()
        exact = sheetxml.cells_of(checked.workbook, scan, left)
        found |= _numbers(exact, match, left)
    return _named(found, places)


def _only_numbers(
    scan: sheetxml.SheetScan, match: HeaderMatch, place: int
) -> "pl.DataFrame | None":
    """The cells of a column in which all below the header are numbers, by what the reader gave.

    As many number cells as filled ones, and none of those above: then each is one, and the sheet
    need not be read again to tell them apart. None where the count does not say so.
    """
    column = match.sheet.frame[f"c{place - match.sheet.first_column}"]
    if column.head(match.row).str.contains(r"^\s*[-+.0-9]").any():
        return None
    texts = column.slice(match.row).alias("value").to_frame().with_row_index("row", match.row + 1)
    cells = texts.filter(pl.col("value") != "")
    return cells.cast({"row": pl.Int64}) if cells.height == scan.numbers[place] else None


def listed_numbers(match: HeaderMatch, names: Collection[str]) -> NumberCells:
    """The same for a sheet whose reader listed its number cells; nothing without a list."""
    special, places = match.sheet.special, _places(match, names)
    return {} if special is None else _named(_numbers(special, match, places), places)


def _places(match: HeaderMatch, names: Collection[str]) -> dict[int, str]:
    first = match.sheet.first_column
    return {first + match.positions[n]: n for n in names if n in match.positions}


def _named(found: "Mapping[int, pl.DataFrame]", places: Mapping[int, str]) -> NumberCells:
    """The columns that have numbers, the one whose first stands highest before the others."""
    filled = [at for at, cells in found.items() if cells.height]
    filled.sort(key=lambda at: (found[at]["row"][0], at))
    return {places[at]: found[at] for at in filled}


def _numbers(
    cells: "pl.DataFrame", match: HeaderMatch, places: Collection[int]
) -> "dict[int, pl.DataFrame]":
    numbers = cells.filter(pl.col("type") == "n", pl.col("row") > match.row, pl.col("value") != "")
    return {
        at: numbers.filter(pl.col("column") == at).select("row", "value").sort("row")
        for at in places
    }


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
        values = cells["value"].cast(pl.Float64, strict=False).abs()
        if (values >= _THOUSAND).any():
            continue
        small = cells.filter(values > 0)
        if small.height:
            row, value = small.row(0)
            raise OmniError("E_AMOUNTS_RESAVED", row=row, column=name, value=value)
