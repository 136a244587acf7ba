"""Cells that came as something else than text, checked for the columns a source reads."""

from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest import sheetxml
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.merges import merged_cells
from omnicli.ingest.preflight import Preflight
from omnicli.ingest.spec import Id

_NUMBER = r"^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$"
_LONG = r"[0-9]{16}|[eE]"
_CODES = {"e": "E_CELL_ERROR", "f": "E_FORMULA_NO_VALUE", "n": "E_ID_PRECISION"}


def workbook_problems(checked: Preflight, match: HeaderMatch) -> Sequence[Problem]:
    """What is wrong with cells of mapped columns below the header of a workbook's sheet.

    Raises E_ID_NUMERIC when every value of a key column is a number: a spreadsheet has rewritten
    the file, and which digits it lost cannot be seen any more.
    """
    scan = checked.scans.get(match.sheet.name or "")
    if scan is None:
        return ()
    merged = merged_cells(checked, match)
    special = list(scan.special)
    doubted = [c for c in _numeric_keys(match) if _begins_with_numbers(checked, scan, match, c)]
    if doubted:
        exact = sheetxml.cells_of(checked.workbook, scan, doubted)
        special = [f.filter(~pl.col("column").is_in(doubted)) for f in special] + [exact]
    return [*merged, *(_problems(match, pl.concat(special)) if special else ())]


def special_problems(match: HeaderMatch) -> Sequence[Problem]:
    """The same for a sheet whose reader listed its number and error cells; nothing without a list.

    Raises E_ID_NUMERIC as `workbook_problems` does.
    """
    special = match.sheet.special
    return () if special is None else _problems(match, special)


def _place(match: HeaderMatch, name: str) -> int:
    return match.sheet.first_column + match.positions[name]


def _filled(match: HeaderMatch, name: str) -> "pl.Series":
    """The texts of a column below the header."""
    column = match.sheet.frame[f"c{match.positions[name]}"].slice(match.index + 1)
    stripped = column.str.strip_chars()
    return stripped.filter(stripped != "")


def _numeric_keys(match: HeaderMatch) -> list[int]:
    """The key columns whose every value could be a number, as the sheet counts columns."""
    ids = {c.name for c in match.part.columns if isinstance(c.type, Id)}
    names = [n for n in match.part.key if n in ids and n in match.positions]
    return [_place(match, n) for n in names if _filled(match, n).str.contains(_NUMBER).all()]


def _begins_with_numbers(
    checked: Preflight, scan: sheetxml.SheetScan, match: HeaderMatch, column: int
) -> bool:
    """Whether the first value of a column is a number cell; one text is proof enough against."""
    first = sheetxml.first_cells_of(checked.workbook, scan, [column])
    below = first.filter(pl.col("row") > match.row).head(1)
    return below.is_empty() or below["type"][0] == "n"


def _problems(match: HeaderMatch, special: "pl.DataFrame") -> list[Problem]:
    below = special.filter(pl.col("row") > match.row)
    problems: list[Problem] = []
    if below.is_empty():
        return problems
    for column in match.part.columns:
        if column.name not in match.positions:
            continue
        cells = below.filter(pl.col("column") == _place(match, column.name))
        is_id, kind = isinstance(column.type, Id), pl.col("type")
        numbers = cells.filter(kind == "n").height
        key = is_id and numbers > 0 and column.name in match.part.key
        if key and numbers >= len(_filled(match, column.name)):
            raise OmniError("E_ID_NUMERIC", column=column.name)
        wrong = kind.is_in(["e", "f"])
        if is_id:
            wrong |= (kind == "n") & pl.col("value").str.contains(_LONG)
        problems += [
            Problem(row, column.name, _CODES[of], value)
            for row, of, value in cells.filter(wrong).select("row", "type", "value").iter_rows()
        ]
    return problems
