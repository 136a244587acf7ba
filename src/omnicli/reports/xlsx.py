"""The xlsx twin: the same tables with typed cells, the definitions and the sources."""

import io
import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

from omnicli.domain.errors import OmniError
from omnicli.reports import numbers
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.glossary import entries
from omnicli.reports.plain import visible
from omnicli.reports.sheets import Table
from omnicli.reports.sheets import tables
from omnicli.reports.words import word

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Every workbook says it was made then, so that equal data gives equal bytes."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
_FORMATS = {
    "rupiah": {"num_format": '"Rp"#,##0;-"Rp"#,##0'},
    "rupiah_sen": {"num_format": '"Rp"#,##0.00;-"Rp"#,##0.00'},
    "average": {"num_format": '"Rp"#,##0;-"Rp"#,##0'},
    "percent": {"num_format": "0.0%"},
    "times": {"num_format": '0.00"×"'},
    "decimal": {"num_format": "#,##0.00"},
    "count": {"num_format": "#,##0"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
    "text": {},
    "wrap": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#0F5C53",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 0,
    },
}
ROWS_IN_SHEET = 1_048_575
"""Rows that a sheet of the format holds below its header."""
NEWEST = ("Kabar terakhir", "Latest news")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def render_xlsx(bundle: Bundle) -> bytes:
    """The workbook of the report."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties(
        {"title": bundle.pick(bundle.manifest.title), "author": "omni", "created": CREATED}
    )
    styles = {name: book.add_format(spec) for name, spec in _FORMATS.items()}
    for table in tables(bundle):
        for part, title in _parts(table):
            _write_table(book.add_worksheet(_sheet_name(title)), part, styles, bundle)
    _write_grid(book, bundle.pick(("Definisi", "Definitions")), _definitions(bundle), styles)
    _write_grid(book, bundle.pick(("Sumber", "Sources")), _sources(bundle), styles)
    book.close()
    return out.getvalue()


def _parts(table: Table) -> Iterator[tuple[Table, str]]:
    """The table with its title, in as many parts as sheets have rows for."""
    for start in range(0, max(len(table.rows), 1), ROWS_IN_SHEET):
        number = start // ROWS_IN_SHEET + 1
        rows = table.rows[start : start + ROWS_IN_SHEET]
        yield replace(table, rows=rows), table.title if number == 1 else f"{table.title} {number}"


def _sheet_name(title: str) -> str:
    return _SHEET_NAME.sub(" ", title)[:31]


class _Pen:
    """Writes cells of one sheet and refuses to lose one silently."""

    def __init__(self, sheet: Any, styles: dict[str, Any]) -> None:
        self.sheet = sheet
        self.styles = styles

    def text(self, row: int, column: int, value: str, style: str = "text") -> None:
        """A string, never a formula, link or number."""
        self._check(
            self.sheet.write_string(row, column, visible(value), self.styles[style]), row, column
        )

    def number(self, row: int, column: int, value: float, style: str) -> None:
        """A number in the format called `style`."""
        self._check(self.sheet.write_number(row, column, value, self.styles[style]), row, column)

    def day(self, row: int, column: int, iso: str) -> None:
        """A calendar day as a real date cell."""
        moment = date.fromisoformat(iso[:10])
        self._check(
            self.sheet.write_datetime(row, column, moment, self.styles["date"]), row, column
        )

    def _check(self, code: int, row: int, column: int) -> None:
        if code:
            raise OmniError("E_REPORT_CELL", sheet=self.sheet.name, row=row + 1, column=column + 1)


def _write_table(sheet: Any, table: Table, styles: dict[str, Any], bundle: Bundle) -> None:
    lang, pen = bundle.facts.lang, _Pen(sheet, styles)
    titles = [bundle.pick(column.title) for column in table.columns]
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, _width(column, titles[index], table.rows, index, lang))
    sheet.set_row(0, 30)
    for index, title in enumerate(titles):
        pen.text(0, index, title, "head")
    for number, row in enumerate(table.rows, start=1):
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(pen, (number, index), column, value, lang)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(titles) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(pen: _Pen, at: tuple[int, int], column: Column, value: Cell, lang: str) -> None:
    """Money in rupiah, ratios as ratios, days as days; ids stay text; NULL stays empty."""
    if value is None:
        return
    unit = numbers.unit_of(column.name, column.kind)
    if isinstance(value, str):
        if unit in {"date", "at"} and value:
            pen.day(*at, value)
        else:
            pen.text(*at, word(column.name, value, lang))
    elif unit == "rupiah":
        pen.number(*at, value / 100, "rupiah" if value % 100 == 0 else "rupiah_sen")
    elif unit == "average":
        pen.number(*at, value / 100, unit)
    elif unit in {"percent", "times", "decimal"}:
        pen.number(*at, value / 10_000, unit)
    elif abs(value) >= 10**15:  # beyond what a spreadsheet number holds exactly
        pen.text(*at, str(value))
    else:
        pen.number(*at, value, "count")


def _width(
    column: Column, title: str, rows: Sequence[Sequence[Cell]], index: int, lang: str
) -> int:
    unit = numbers.unit_of(column.name, column.kind)
    longest = max((len(numbers.show(row[index], unit, lang)) for row in rows[:500]), default=0)
    return max(10, min(48, max(longest, min(len(title), 18)) + 3))


def _definitions(bundle: Bundle) -> list[tuple[str, ...]]:
    head = (("Metrik", "Metric"), ("Versi", "Version"), ("Rumus", "Formula"))
    more = (("Cara membaca", "How to read"), ("Sumber", "Source"))
    grid = [tuple(bundle.pick(pair) for pair in head + more)]
    for entry in entries(bundle):
        sources = ", ".join(entry.sources)
        grid.append((entry.title, entry.pinned, entry.formula, entry.how_to_read, sources))
    return grid


def _sources(bundle: Bundle) -> list[tuple[str, ...]]:
    facts, pick = bundle.facts, bundle.pick
    head = (("Sumber", "Source"), ("Berkas", "Files"), ("Baris", "Rows"), NEWEST)
    grid = [tuple(pick(pair) for pair in head)]
    grid.extend((f.source, str(f.files), str(f.rows), f.newest or "") for f in facts.freshness)
    pinned = dict.fromkeys(frame.pinned for frame in bundle.frames.values())
    about = (
        (pick(("Laporan", "Report")), f"{bundle.manifest.name}@{bundle.manifest.version}"),
        (pick(("Periode", "Period")), facts.period.label(facts.lang)),
        (pick(("Basis pendapatan", "Revenue basis")), word("basis", facts.basis, facts.lang)),
        (pick(("Dihitung sampai", "As of")), facts.as_of.isoformat()),
        *(_closed(bundle, facts.closed.isoformat()) if facts.closed else []),
        (pick(("Metrik", "Metrics")), ", ".join(pinned)),
        ("omni", facts.omni_version),
        (pick(("Zona waktu", "Time zone")), facts.timezone),
    )
    return [*grid, ("",) * 4, *((key, value, "", "") for key, value in about)]


def _closed(bundle: Bundle, day: str) -> list[tuple[str, str]]:
    """When the month was closed, and which figures are those of that day."""
    pick = bundle.pick
    return [
        (pick(("Ditutup", "Closed")), day),
        (pick(("Angka beku", "Frozen figures")), ", ".join(bundle.told(frozen=True)) or "–"),
        (
            pick(("Menurut data hari ini", "By today's data")),
            ", ".join(bundle.told(frozen=False)) or "–",
        ),
    ]


def _write_grid(
    book: Any,
    title: str,
    grid: list[tuple[str, ...]],
    styles: dict[str, Any],
) -> None:
    sheet = book.add_worksheet(title)
    pen = _Pen(sheet, styles)
    for index in range(len(grid[0])):
        longest = max(len(row[index]) for row in grid)
        sheet.set_column(index, index, max(12, min(60, longest + 2)))
    for number, row in enumerate(grid):
        for index, value in enumerate(row):
            if value or number == 0:
                pen.text(number, index, value, "wrap" if number else "head")
    sheet.freeze_panes(1, 1)
