"""The rows of a table as HTML, written here because a page may hold five thousand of them."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from omnicli.reports import numbers
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.plain import visible

if TYPE_CHECKING:
    from markupsafe import Markup

BADGES = ("status", "payment_status", "stage", "finding", "state", "live_state")
"""Columns whose words stand in a coloured badge."""
MARKS = {"🟢": "good", "🟡": "warn", "🔴": "bad", "⚪": "off"}
"""Marks before a word: a page draws them, for not every computer has a font with them."""
TEXTS = ("text", "date", "at", "month", "hour")
LONG = 24
"""A text of more characters asks for a wide column, so that it takes two lines and not five."""

_Writer = Callable[[Cell], str]


def body(
    bundle: Bundle,
    columns: Sequence[Column],
    records: Sequence[Mapping[str, Cell]],
    links: Mapping[str, str] | None = None,
) -> "Markup":
    """One line of cells per record, each as short as it can be."""
    from markupsafe import Markup

    writers = [(column.name, _writer(bundle, column, links or {})) for column in columns]
    lines = [
        f"<tr>{''.join([write(record[name]) for name, write in writers])}</tr>\n"
        for record in records
    ]
    return Markup("".join(lines))  # noqa: S704 - every cell was escaped by its writer


def shown(bundle: Bundle, column: Column, value: Cell) -> str:
    """A cell as a person reads it."""
    if isinstance(value, str):
        value = bundle.say(column.name, value)
    unit = numbers.unit_of(column.name, column.kind)
    return visible(numbers.show(value, unit, bundle.facts.lang))


def head_class(column: Column, records: Sequence[Mapping[str, Cell]]) -> str:
    """How a column stands: figures to the right, long texts with room."""
    if numbers.unit_of(column.name, column.kind) not in TEXTS:
        return "num"
    texts = (record[column.name] for record in records)
    return "roomy" if any(isinstance(text, str) and len(text) > LONG for text in texts) else ""


def _writer(bundle: Bundle, column: Column, links: Mapping[str, str]) -> _Writer:
    """What writes the cells of one column; equal values are written once."""
    from markupsafe import escape

    unit = numbers.unit_of(column.name, column.kind)
    page = bundle.nav.pages.get(links.get(column.name, "")) if bundle.nav else None
    written: dict[Cell, str] = {}

    def text(value: Cell) -> str:
        printed = str(escape(shown(bundle, column, value)))
        if not value:
            return printed
        if printed[0] in MARKS:
            return f'<i class="mark m-{MARKS[printed[0]]}"></i>{printed[1:].lstrip()}'
        if column.name in BADGES:
            return f'<span class="badge b-{escape(str(value).replace("_", "-"))}">{printed}</span>'
        if page is not None:
            return (
                f'<a href="{escape(page)}#cari={escape(quote(str(value), safe="/"))}">{printed}</a>'
            )
        return printed

    def opening(value: Cell) -> str:
        if unit not in TEXTS:
            return '<td class="num">'
        code = unit != "text" or column.name.endswith("_no") or column.name == "phone"
        kept_whole = ' class="code"' if code else ""
        sorted_by = f' data-v="{escape(str(value))}"' if unit != "text" and value else ""
        return f"<td{kept_whole}{sorted_by}>"

    def write(value: Cell) -> str:
        if value not in written:
            written[value] = f"{opening(value)}{text(value)}</td>"
        return written[value]

    return write
