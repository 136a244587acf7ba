"""A template as a workbook: the form with its drop-downs, how to fill it, and the spellings."""

import io
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from typing import Any

from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import When
from omnicli.registers._model import GUIDE
from omnicli.reports.plain import visible
from omnicli.templates.form import Field
from omnicli.templates.form import Template
from omnicli.templates.form import fields

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Every template says it was made then, so that equal templates are equal bytes."""

LISTS = "Pilihan"
LAST_ROW = 10_000
"""Last row that gets drop-downs."""

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TEXT = 49
"""The built-in text format: what is typed stays as typed."""

_STYLES = {
    "head": {"bold": True, "bg_color": "#E3EFEC", "border": 1, "num_format": _TEXT},
    "required": {"bold": True, "bg_color": "#F6D9A8", "border": 1, "num_format": _TEXT},
    "text": {"num_format": _TEXT},
    "date": {"num_format": "yyyy-mm-dd hh:mm"},
    "day": {"num_format": "yyyy-mm-dd"},
    "money": {"num_format": 3},
    "general": {},
    "title": {"bold": True, "font_size": 14},
    "wrap": {"text_wrap": True, "valign": "top"},
}
_GUIDE_HEADS = (
    ("Kolom", "Column"),
    ("Nama lain", "Other name"),
    ("Wajib", "Required"),
    ("Isi", "What to write"),
    ("Pilihan", "Choices"),
)


def render_xlsx(template: Template, lang: str, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The workbook, with `rows` in the form; the guide is in `lang`, the headers Indonesian."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    english = lang == "en"
    book.set_properties({"title": template.title[english], "author": "omni", "created": CREATED})
    styles = {name: book.add_format(look) for name, look in _STYLES.items()}
    listed = fields(template)
    form = book.add_worksheet(template.sheet)
    _form(form, listed, styles, english=english)
    _filled(form, listed, rows)
    _guide(book.add_worksheet(GUIDE), template, listed, styles, english=english)
    for reference in template.references:
        _table(book.add_worksheet(reference.sheet), reference.rows(), styles)
    _lists(book.add_worksheet(LISTS), listed)
    book.close()
    return out.getvalue()


def _form(sheet: Any, listed: Sequence[Field], styles: dict[str, Any], *, english: bool) -> None:
    """Headers, column formats, drop-downs."""
    sheet.freeze_panes(1, 0)
    for place, field in enumerate(listed):
        sheet.set_column(place, place, max(12, len(field.header) + 4), styles[_look(field)])
        sheet.write_string(0, place, field.header, styles["required" if _must(field) else "head"])
        sheet.write_comment(0, place, field.help[english], {"x_scale": 2})
        if field.choices:
            sheet.data_validation(
                1, place, LAST_ROW, place, _drop_down(field, listed, english=english)
            )


def _filled(sheet: Any, listed: Sequence[Field], rows: Sequence[Sequence[str]]) -> None:
    """Rows below the header; whole amounts and counts as numbers, the rest as text.

    `12.5` as a number is what a spreadsheet makes of 12.500, so it is not read as an amount.
    """
    for row, cells in enumerate(rows, start=1):
        for place, (field, text) in enumerate(zip(listed, cells, strict=True)):
            if isinstance(field.column.type, Money | Count) and text.removeprefix("-").isdigit():
                sheet.write_number(row, place, int(text))
            elif text:
                sheet.write_string(row, place, visible(text))


def _must(field: Field) -> bool:
    return field.column.required


def _look(field: Field) -> str:
    """The cell format: text where a spreadsheet would spoil the digits."""
    kind = field.column.type
    if isinstance(kind, Id | Phone):
        return "text"
    if isinstance(kind, When | Day):
        return "date" if isinstance(kind, When) else "day"
    return "money" if isinstance(kind, Money) else "general"


def _drop_down(field: Field, listed: Sequence[Field], *, english: bool) -> dict[str, object]:
    from xlsxwriter.utility import xl_col_to_name

    assert field.choices
    column = xl_col_to_name([f for f in listed if f.choices].index(field))
    closed = field.choices.closed
    return {
        "validate": "list",
        "source": f"={LISTS}!${column}$1:${column}${len(field.choices.values)}",
        "error_type": "stop" if closed else "information",
        "error_title": field.header,
        "error_message": (
            ("Pilih dari daftar.", "Choose from the list.")
            if closed
            else ("Tidak ada di daftar; boleh dipakai.", "Not on the list; you may use it.")
        )[english],
    }


def _lists(sheet: Any, listed: Sequence[Field]) -> None:
    """The values behind the drop-downs, hidden: a list in the rule itself may not be long."""
    for place, field in enumerate(f for f in listed if f.choices):
        assert field.choices
        for row, value in enumerate(field.choices.values):
            sheet.write_string(row, place, value)
    sheet.hide()


def _guide(
    sheet: Any,
    template: Template,
    listed: Sequence[Field],
    styles: dict[str, Any],
    *,
    english: bool,
) -> None:
    """What the form is, and every column of it."""
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, 4, 60)
    sheet.write_string(0, 0, template.title[english], styles["title"])
    for row, line in enumerate(template.intro, start=2):
        sheet.write_string(row, 0, line[english])
    top = len(template.intro) + 3
    for place, head in enumerate(_GUIDE_HEADS):
        sheet.write_string(top, place, head[english], styles["head"])
    for row, field in enumerate(listed, start=top + 1):
        must = ("ya", "yes")[english] if _must(field) else ""
        values = ", ".join(field.choices.values) if field.choices else ""
        other = field.column.aliases[-1] if len(field.column.aliases) > 1 else field.column.name
        for place, text in enumerate((field.header, other, must, field.help[english], values)):
            sheet.write_string(row, place, text, styles["wrap"])


def _table(sheet: Any, rows: Sequence[Sequence[str]], styles: dict[str, Any]) -> None:
    sheet.set_column(0, len(rows[0]) - 1, 32)
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate(rows):
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text, styles["head" if row == 0 else "text"])
