"""Rows of registers, and what entries by hand did."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnicli.ui.cells import Kind
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.domain.issues import Issue
    from omnicli.registers._model import Field
    from omnicli.registers._model import Register
    from omnicli.services.registers import Entry

_KINDS: Mapping[str, Kind] = {
    "money": "sen",
    "count": "int",
    "percent": "int",
    "day": "date",
    "time": "at",
    "flag": "flag",
}


def show_rows(
    register: "Register", rows: Sequence[Mapping[str, object]], fmt: str, lang: str
) -> None:
    """The rows with every column of the register; a table shows choices by their words."""
    columns = [
        Column(f.name, f.header[lang == "en"], _KINDS.get(f.type, "text")) for f in register.fields
    ]
    plain = fmt != "table"
    shown = [{f.name: _shown(f, row[f.name], plain=plain) for f in register.fields} for row in rows]
    emit(shown, columns, fmt, empty=t("registers.empty", lang), lang=lang)


def _shown(field: "Field", value: object, *, plain: bool) -> object:
    if value == field.default:
        return None
    words = {stored: word for word, stored in field.choices.items()}
    return value if plain else words.get(str(value), value)


def show_entry(verb: str, entry: "Entry", fmt: str, lang: str) -> None:
    """What an entry by hand did, and how it is taken back."""
    if fmt == "json":
        issues = [
            {"code": issue.code, "message": doubt_of(issue, lang), "hint": issue.error().hint(lang)}
            for issue in entry.issues
        ]
        emit_json({"row": entry.label, "batch": entry.batch, "issues": issues})
        return
    say(t(f"registers.{verb}", lang, label=entry.label, batch=entry.batch))
    for issue in entry.issues:
        say(f"! {doubt_of(issue, lang)}. {issue.error().hint(lang)}")
    say(t("registers.undo", lang, batch=entry.batch))


def doubt_of(issue: "Issue", lang: str) -> str:
    """What is doubtful, without file and row: an entry by hand has none that anybody knows."""
    text = issue.error().message(lang)
    place, colon, rest = text.partition(": ")
    return f"{issue.column}: {rest}" if issue.column and colon else place
