"""The cover of a workbook: figures as numbers, the way to each sheet, and how pages print."""

from collections.abc import Sequence
from typing import Any

from omnicli.reports import numbers
from omnicli.reports.cover import Line
from omnicli.reports.cover import lines
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.plain import visible

A4 = 9
READABLE = 260
"""Characters side by side on a sheet of paper that somebody can still read."""
HEADS = (
    ("Angka", "Figure"),
    ("Periode ini", "This period"),
    ("Sebelumnya", "Before"),
    ("Perubahan", "Change"),
    ("Catatan", "Note"),
)


def page_setup(sheet: Any, bundle: Bundle, wide: int = 0) -> None:
    """A4 across, with shop, report, period and page in the margin.

    One page wide; a sheet of more than `READABLE` characters on as many as it needs to be read.
    """
    facts = bundle.facts
    heading = f"{bundle.pick(bundle.manifest.title)} · {facts.period.label(facts.lang)}"
    # An ampersand begins a code of the header; two stand for one.
    store, title = (visible(text).replace("&", "&&") for text in (facts.store_name or "", heading))
    sheet.set_paper(A4)
    sheet.set_landscape()
    pages = -(-wide // READABLE) or 1
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{store[:80]}&R{title[:120]}")
    sheet.set_footer("&R&P / &N")


def write_cover(
    sheet: Any,
    bundle: Bundle,
    styles: dict[str, Any],
    sheets: Sequence[tuple[str, tuple[str, ...]]],
) -> None:
    """Title and period, a line per figure, and a link to each sheet; figures lead to theirs."""
    facts, pick = bundle.facts, bundle.pick
    for index, width in enumerate((34, 24, 24, 16, 52)):
        sheet.set_column(index, index, width)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, visible(pick(bundle.manifest.title)), styles["title"])
    heading = f"{facts.store_name or ''} · {facts.period.label(facts.lang)}"
    sheet.write_string(1, 0, visible(heading), styles["text"])
    for index, head in enumerate(HEADS):
        sheet.write_string(3, index, pick(head), styles["head"])
    row = 4
    homes = {alias: name for name, aliases in reversed(sheets) for alias in aliases}
    for line in lines(bundle):
        _line(sheet, row, line, styles, homes.get(line.alias))
        row += 1
    row += 1
    for name, _ in sheets:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles["link"], name)
        row += 1
    page_setup(sheet, bundle)


def _line(sheet: Any, row: int, line: Line, styles: dict[str, Any], home: str | None) -> None:
    if home is None:
        sheet.write_string(row, 0, visible(line.title), styles["text"])
    else:
        address = f"internal:'{home}'!A1"
        sheet.write_url(row, 0, address, styles["link"], visible(line.title))
    _value(sheet, row, 1, line, line.now, styles)
    _value(sheet, row, 2, line, line.before, styles)
    sheet.write_string(row, 3, line.change, styles[line.tone or "text"])
    sheet.write_string(row, 4, visible(line.note), styles["wrap"])


def _value(
    sheet: Any, row: int, index: int, line: Line, value: Cell, styles: dict[str, Any]
) -> None:
    unit = numbers.unit_of(line.column.name, line.column.kind)
    if not isinstance(value, int):
        sheet.write_string(row, index, numbers.show(value, unit), styles["text"])
    elif unit in ("rupiah", "average"):
        sheet.write_number(row, index, value / 100, styles["average"])
    elif line.column.kind == "bps":
        sheet.write_number(row, index, value / (100 if unit == "points" else 10_000), styles[unit])
    else:
        sheet.write_number(row, index, value, styles["count"])
