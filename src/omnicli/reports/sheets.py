"""The tables of a report, once for xlsx and csv: title, columns, rows as stored."""

from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.domain.money import json_rupiah
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.layout import fits
from omnicli.reports.manifest import Sheet

BASIS = Column("basis", "text", ("Basis", "Basis"))
ADJUSTMENTS = "adjustments"
"""The frame that reports of a closed month have besides their own."""
ADJUSTED = Sheet(("Penyesuaian", "Adjustments"), (ADJUSTMENTS,))

PERIODS = "periods"
"""The frame of a report that shows its figures by day, week or month."""
BY_PERIOD = Sheet(("Per periode", "By period"), (PERIODS,))


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's worth: `keys` are the printed column names, `records` the printed rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    records: tuple[dict[str, object], ...]
    totals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def tables(bundle: Bundle) -> tuple[Table, ...]:
    """Every sheet the manifest names, the adjustments of a closed month, and what figures did."""
    return (*(_table(bundle, sheet) for sheet in _sheets(bundle)), *_derived(bundle))


def _derived(bundle: Bundle) -> tuple[Table, ...]:
    """Why figures moved, and which were shown with another value before."""
    moved = (_moved(bundle),) if bundle.changes else ()
    return (*moved, _restated(bundle)) if bundle.restated else moved


MOVED = ("Mengapa berubah", "Why it moved")
_MOVED = (
    Column("figure", "text", ("Angka", "Figure")),
    Column("part", "text", ("Bagian", "Part")),
    Column("amount_sen", "sen", ("Jumlah uang", "Amount")),
    Column("pieces", "int", ("Jumlah", "Count")),
    Column("share_bps", "bps", ("Porsi", "Share"), is_ratio=True),
    Column("top", "text", ("Terbanyak", "Most of it")),
)


def _moved(bundle: Bundle) -> Table:
    """A row per figure and part: money and counts in columns of their own."""
    rows: list[tuple[Cell, ...]] = []
    for change in bundle.changes:
        money = change.column.kind == "sen"
        for part in change.parts:
            amounts = (part.amount, None) if money else (None, part.amount)
            named = (bundle.pick(change.title), bundle.say("part", part.name))
            rows.append((*named, *amounts, part.share_bps, part.top))
    records: tuple[dict[str, object], ...] = tuple(
        {
            "figure": row[0],
            "part": row[1],
            "amount": None if row[2] is None else json_rupiah(int(row[2])),
            "pieces": row[3],
            "share": None if row[4] is None else int(row[4]) / 10_000,
            "top": row[5],
        }
        for row in rows
    )
    return Table(bundle.pick(MOVED), _MOVED, tuple(rows), records)


RESTATED = ("Berubah sejak ditampilkan", "Changed since shown")
_RESTATED = (
    Column("figure", "text", ("Angka", "Figure")),
    Column("shown_date", "date", ("Ditampilkan", "Shown on")),
    *_MOVED[1:4],
    Column("rows", "int", ("Baris", "Rows")),
    Column("label", "text", ("Baris terbesar", "Largest rows")),
    Column("file", "text", ("Berkas", "File")),
)


def _restated(bundle: Bundle) -> Table:
    """A row per figure and part, and below it one for each of its largest rows."""
    rows: list[tuple[Cell, ...]] = []
    for one in bundle.restated:
        for part in one.parts:
            named = (one.title, one.last.day.isoformat(), bundle.say("part", part.name))
            lines: list[tuple[int, int | None, str | None, str | None]]
            lines = [(part.amount, part.rows, None, None)]
            lines += [(amount, None, label, file) for label, amount, file in part.top]
            for amount, count, label, file in lines:
                money = (amount, None) if one.column.kind == "sen" else (None, amount)
                rows.append((*named, *money, count, label, file))
    records: tuple[dict[str, object], ...] = tuple(
        {
            **dict(zip(("figure", "shown_date", "part"), row[:3], strict=True)),
            "amount": None if row[3] is None else json_rupiah(int(row[3])),
            **dict(zip(("pieces", "rows", "label", "file"), row[4:], strict=True)),
        }
        for row in rows
    )
    return Table(bundle.pick(RESTATED), _RESTATED, tuple(rows), records)


def _sheets(bundle: Bundle) -> tuple[Sheet, ...]:
    more = [ADJUSTED] if ADJUSTMENTS in bundle.frames else []
    more += [BY_PERIOD] if PERIODS in bundle.frames else []
    return (*bundle.manifest.sheets, *more)


def helper(column: Column) -> bool:
    """Whether a column serves formulas and filters rather than readers: sheets hide it."""
    return column.name.endswith("_code") or column.name in {"bucket_no", "is_counted"}


def find(bundle: Bundle, wanted: str | None) -> Table:
    """The sheet called `wanted` in either language, or the first. Raises E_REPORT_SHEET."""
    sheets = _sheets(bundle)
    for sheet in sheets:
        titles = sheet.title or bundle.frames[sheet.aliases[0]].title
        if wanted is None or wanted.casefold() in {title.casefold() for title in titles}:
            return _table(bundle, sheet)
    for table in _derived(bundle):
        if wanted and wanted.casefold() in {
            title.casefold()
            for titles in (MOVED, RESTATED)
            if table.title in titles
            for title in titles
        }:
            return table
    known = ", ".join(_title(bundle, sheet) for sheet in sheets)
    raise OmniError("E_REPORT_SHEET", name=bundle.manifest.name, value=wanted, known=known)


def _title(bundle: Bundle, sheet: Sheet) -> str:
    return bundle.pick(sheet.title or bundle.frames[sheet.aliases[0]].title)


def _table(bundle: Bundle, sheet: Sheet) -> Table:
    frames = [bundle.frames[alias] for alias in sheet.aliases]
    title = _title(bundle, sheet)
    if len(frames) == 1:
        only = frames[0]
        kept = [n for n, row in enumerate(only.records()) if fits(row, sheet.where)]
        names = [column.name for column in only.columns]
        first = [names.index(name) for name in sheet.columns if name in names]
        places = [*first, *(n for n in range(len(names)) if n not in first)]
        rows = tuple(tuple(only.rows[n][place] for place in places) for n in kept)
        printed = [tuple(only.printed[n].items()) for n in kept]
        records = tuple(dict(items[place] for place in places) for items in printed)
        columns = tuple(only.columns[place] for place in places)
        return Table(title, columns, rows, records, sheet.totals, sheet.aliases)
    return Table(
        title,
        (BASIS, *frames[0].columns),
        tuple((frame.basis, *row) for frame in frames for row in frame.rows),
        tuple({"basis": frame.basis, **row} for frame in frames for row in frame.printed),
        aliases=sheet.aliases,
    )
