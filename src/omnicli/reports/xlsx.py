"""The xlsx twin: the same tables with typed cells, the definitions and the sources."""

import io
import re
from collections.abc import Iterable
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
from omnicli.reports.rows import shown
from omnicli.reports.sheets import Table
from omnicli.reports.sheets import helper
from omnicli.reports.sheets import tables
from omnicli.reports.words import word
from omnicli.reports.xlsx_cover import page_setup
from omnicli.reports.xlsx_cover import write_cover

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
    "rupiah": {"num_format": '"Rp"#,##0;[Red]-"Rp"#,##0'},
    "rupiah_sen": {"num_format": '"Rp"#,##0.00;[Red]-"Rp"#,##0.00'},
    "average": {"num_format": '"Rp"#,##0;-"Rp"#,##0'},
    "percent": {"num_format": "0.0%"},
    "points": {"num_format": '0.0" %p"'},
    "times": {"num_format": '0.00"×"'},
    "decimal": {"num_format": "#,##0.00"},
    "count": {"num_format": "#,##0"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left", "indent": 1},
    "text": {"indent": 1},
    "wrap": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "link": {"font_color": "#0F5C53", "underline": 1},
    "sum": {"bold": True, "top": 1, "num_format": '"Rp"#,##0;[Red]-"Rp"#,##0'},
    "sum_count": {"bold": True, "top": 1, "num_format": "#,##0"},
    "good": {"font_color": "#1C6A3B", "bg_color": "#E5F3E9"},
    "bad": {"font_color": "#9B2C2C", "bg_color": "#FBE9E7"},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#0F5C53",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 0,
    },
}
CELLS_IN_MEMORY = 400_000
"""Workbooks of more cells are written row by row, in little memory, without Excel tables."""
TOTAL = ("Jumlah", "Total")
STATES = ("status", "payment_status", "stage", "finding", "state")
GOOD = frozenset({"completed", "paid", "in_bank"})
BAD = frozenset(
    {"rts", "canceled", "conflict", "overdue", "short", "fee_mismatch", "lost_unclaimed"}
    | {"double_settled", "not_in_bank", "unknown_order"}
)
ROWS_IN_SHEET = 1_048_575
"""Rows that a sheet of the format holds below its header."""
NEWEST = ("Kabar terakhir", "Latest news")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def render_xlsx(bundle: Bundle) -> bytes:
    """The workbook of the report."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    sheets = _named(bundle)
    # A workbook of many rows is written row by row, which leaves no room for Excel tables.
    cells = sum(len(table.rows) * len(table.columns) for _, table in sheets)
    lean = cells > CELLS_IN_MEMORY
    book = Workbook(out, {**_OPTIONS, "constant_memory": lean})
    book.set_properties(
        {"title": bundle.pick(bundle.manifest.title), "author": "omni", "created": CREATED}
    )
    styles = {name: book.add_format(spec) for name, spec in _FORMATS.items()}
    yes, no = (numbers.show(value, "flag", bundle.facts.lang) for value in (1, 0))
    styles["flag"] = book.add_format({"num_format": f'"{yes}";"{yes}";"{no}"', "align": "right"})
    cover = book.add_worksheet(_cover_name(bundle)) if bundle.manifest.headline else None
    if cover is not None:
        write_cover(cover, bundle, styles, [(name, table.aliases) for name, table in sheets])
    for number, (name, table) in enumerate(sheets, start=1):
        sheet = book.add_worksheet(name)
        _write_table(sheet, table, styles, bundle, f"Tabel_{number}" if not lean else None)
    _write_grid(
        book, bundle.pick(("Definisi", "Definitions")), _definitions(bundle), styles, bundle
    )
    _write_grid(book, bundle.pick(("Sumber", "Sources")), _sources(bundle), styles, bundle)
    book.close()
    return out.getvalue()


def _named(bundle: Bundle) -> list[tuple[str, Table]]:
    """Every sheet's name, once, and its rows, in as many parts as sheets have rows for."""
    found: dict[str, Table] = {}
    for table in tables(bundle):
        for start in range(0, max(len(table.rows), 1), ROWS_IN_SHEET):
            number = start // ROWS_IN_SHEET + 1
            title = table.title if number == 1 else f"{table.title} {number}"
            name, again = _sheet_name(title), 2
            while name.casefold() in {known.casefold() for known in found}:
                name, again = f"{_sheet_name(title)[:27]} ({again})", again + 1
            found[name] = replace(table, rows=table.rows[start : start + ROWS_IN_SHEET])
    return list(found.items())


def _sheet_name(title: str) -> str:
    return _SHEET_NAME.sub(" ", title)[:31]


def _cover_name(bundle: Bundle) -> str:
    """What the cover is called: a word no table of ours has for its title."""
    return bundle.pick(("Sampul", "Cover"))


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


def _write_table(
    sheet: Any, table: Table, styles: dict[str, Any], bundle: Bundle, name: str | None
) -> None:
    pen = _Pen(sheet, styles)
    titles = _once([bundle.pick(column.title) for column in table.columns])
    wide = 0
    for index, column in enumerate(table.columns):
        width = _width(bundle, column, titles[index], (row[index] for row in table.rows[:500]))
        wide += 0 if helper(column) else width
        sheet.set_column(index, index, width, None, {"hidden": helper(column)})
    sheet.set_row(0, 30)
    for index, title in enumerate(titles):
        pen.text(0, index, title, "head")
    if bundle.manifest.headline:
        # Beside the table and off the print: LibreOffice paints a link in a heading dark on dark.
        back = f"internal:'{_cover_name(bundle)}'!A1"
        sheet.write_url(0, len(titles), back, styles["link"], f"← {_cover_name(bundle)}")
        sheet.set_column(len(titles), len(titles), 12)
        sheet.print_area(0, 0, max(len(table.rows), 1) + 1, len(titles) - 1)
    for number, row in enumerate(table.rows, start=1):
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(pen, (number, index), column, value, bundle)
    last = max(len(table.rows), 1)
    sheet.freeze_panes(1, 1)
    if name is None:
        sheet.autofilter(0, 0, last, len(titles) - 1)
    else:
        _as_table(sheet, table, titles, styles, name)
        _colour(sheet, table, styles, bundle)
    _write_sums(sheet, table, styles, bundle)
    page_setup(sheet, bundle, wide)


def _once(titles: list[str]) -> list[str]:
    """The titles, told apart where two are the same: a table may not hold one twice."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title.casefold()] = seen.get(title.casefold(), 0) + 1
        number = seen[title.casefold()]
        found.append(title if number == 1 else f"{title} {number}")
    return found


def _as_table(
    sheet: Any, table: Table, titles: list[str], styles: dict[str, Any], name: str
) -> None:
    """The rows as an Excel table: bands, filters, and columns that formulas can name."""
    columns = [{"header": visible(title), "header_format": styles["head"]} for title in titles]
    place = (0, 0, max(len(table.rows), 1), len(titles) - 1)
    sheet.add_table(*place, {"name": name, "columns": columns, "style": "Table Style Light 1"})


def _colour(sheet: Any, table: Table, styles: dict[str, Any], bundle: Bundle) -> None:
    """States that are good or bad news stand out, by the words of the sheet's language."""
    for index, column in enumerate(table.columns):
        if column.name not in STATES or not table.rows:
            continue
        for tone, values in (("good", GOOD), ("bad", BAD)):
            for value in sorted({str(row[index]) for row in table.rows} & values):
                rule = {"type": "cell", "criteria": "==", "format": styles[tone]}
                rule["value"] = f'"{bundle.say(column.name, value)}"'
                sheet.conditional_format(1, index, len(table.rows), index, rule)


def _write_sums(sheet: Any, table: Table, styles: dict[str, Any], bundle: Bundle) -> None:
    """A row of formulas below the rows: they follow the filter, and re-add what stands above."""
    if not table.totals or len(table.rows) < 2:
        return
    last = len(table.rows)
    row = last + 1
    names = [column.name for column in table.columns]
    if names[0] not in table.totals:
        sheet.write_string(row, 0, bundle.pick(TOTAL), styles["sum_count"])
    for index, column in enumerate(table.columns):
        if column.name not in table.totals:
            continue
        values = [r[index] for r in table.rows]
        total = sum(value for value in values if isinstance(value, int))
        money = column.kind == "sen"
        letter = _letters(index)
        formula = f"=SUBTOTAL(109,{letter}2:{letter}{last + 1})"
        style = styles["sum" if money else "sum_count"]
        sheet.write_formula(row, index, formula, style, total / 100 if money else total)


def _letters(index: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(index))


def _write_cell(
    pen: _Pen, at: tuple[int, int], column: Column, value: Cell, bundle: Bundle
) -> None:
    """Money in rupiah, ratios as ratios, days as days; ids stay text; NULL stays empty."""
    if value is None:
        return
    unit = numbers.unit_of(column.name, column.kind)
    if isinstance(value, str):
        if unit in {"date", "at"} and value:
            pen.day(*at, value)
        else:
            pen.text(*at, bundle.say(column.name, value))
    elif unit == "rupiah":
        pen.number(*at, value / 100, "rupiah" if value % 100 == 0 else "rupiah_sen")
    elif unit in {"average", "points"}:
        pen.number(*at, value / 100, unit)
    elif unit in {"percent", "times", "decimal"}:
        pen.number(*at, value / 10_000, unit)
    elif abs(value) >= 10**15:  # beyond what a spreadsheet number holds exactly
        pen.text(*at, str(value))
    else:
        pen.number(*at, value, "flag" if unit == "flag" else "count")


def _width(bundle: Bundle, column: Column, title: str, cells: Iterable[Cell]) -> int:
    """Room for what the cells say, not for the words that are stored; sentences have no end."""
    longest = max((len(shown(bundle, column, cell)) for cell in set(cells)), default=0)
    return max(10, min(72, max(longest, min(len(title), 18)) + 3))


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
    grid.extend(
        (bundle.say("source", f.source), str(f.files), str(f.rows), f.newest or "")
        for f in facts.origins
    )
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
        (pick(("Angka beku", "Frozen figures")), ", ".join(bundle.titles(frozen=True)) or "–"),
        (
            pick(("Menurut data hari ini", "By today's data")),
            ", ".join(bundle.titles(frozen=False)) or "–",
        ),
    ]


def _write_grid(
    book: Any,
    title: str,
    grid: list[tuple[str, ...]],
    styles: dict[str, Any],
    bundle: Bundle,
) -> None:
    sheet = book.add_worksheet(title)
    pen = _Pen(sheet, styles)
    for index in range(len(grid[0])):
        longest = max(len(row[index]) for row in grid)
        sheet.set_column(index, index, max(12, min(60, longest + 2)))
    for number, row in enumerate(grid):
        # LibreOffice does not grow a row to its text when it opens a file: say how high it is.
        rows_high = max(-(-len(value) // 58) for value in row if value) if any(row) else 1
        sheet.set_row(number, 15.5 * rows_high + 2)
        for index, value in enumerate(row):
            if value or number == 0:
                pen.text(number, index, value, "wrap" if number else "head")
    sheet.freeze_panes(1, 1)
    page_setup(sheet, bundle)
