"""The tables of a report, once for xlsx and csv: title, columns, rows as stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.manifest import Sheet

BASIS = Column("basis", "text", ("Basis", "Basis"))
ADJUSTMENTS = "adjustments"
"""The frame that reports of a closed month have besides their own."""
ADJUSTED = Sheet(("Penyesuaian", "Adjustments"), (ADJUSTMENTS,))


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's worth: `keys` are the printed column names, `records` the printed rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    records: tuple[dict[str, object], ...]


def tables(bundle: Bundle) -> tuple[Table, ...]:
    """Every sheet the manifest names, and the adjustments of a closed month."""
    return tuple(_table(bundle, sheet) for sheet in _sheets(bundle))


def _sheets(bundle: Bundle) -> tuple[Sheet, ...]:
    more = (ADJUSTED,) if ADJUSTMENTS in bundle.frames else ()
    return (*bundle.manifest.sheets, *more)


def find(bundle: Bundle, wanted: str | None) -> Table:
    """The sheet called `wanted` in either language, or the first. Raises E_REPORT_SHEET."""
    sheets = _sheets(bundle)
    for sheet in sheets:
        if wanted is None or wanted.casefold() in {title.casefold() for title in sheet.title}:
            return _table(bundle, sheet)
    known = ", ".join(bundle.pick(sheet.title) for sheet in sheets)
    raise OmniError("E_REPORT_SHEET", name=bundle.manifest.name, value=wanted, known=known)


def _table(bundle: Bundle, sheet: Sheet) -> Table:
    frames = [bundle.frames[alias] for alias in sheet.aliases]
    title = bundle.pick(sheet.title)
    if len(frames) == 1:
        only = frames[0]
        kept = [n for n, row in enumerate(only.records()) if _fits(row, sheet.where)]
        rows = tuple(only.rows[n] for n in kept)
        return Table(title, only.columns, rows, tuple(dict(only.printed[n]) for n in kept))
    return Table(
        title,
        (BASIS, *frames[0].columns),
        tuple((frame.basis, *row) for frame in frames for row in frame.rows),
        tuple({"basis": frame.basis, **row} for frame in frames for row in frame.printed),
    )


def _fits(record: Mapping[str, Cell], where: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a row holds what the sheet asks for."""
    return all(record[name] in values for name, values in where.items())
