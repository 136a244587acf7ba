"""Customers on the terminal: one person, or two that became one."""

from typing import TYPE_CHECKING

from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.customers import LinkChange
    from omnicli.services.customers import Person


def _columns(lang: str) -> tuple[Column, ...]:
    return (
        Column("name", t("people.name", lang)),
        Column("keys", t("people.keys", lang)),
        Column("confidence", t("people.confidence", lang)),
        Column("city", t("people.city", lang)),
        Column("orders", t("people.orders", lang), "int"),
        Column("placed_sen", t("people.placed", lang), "sen"),
        Column("delivered_sen", t("people.delivered", lang), "sen"),
        Column("first_order_date", t("people.first", lang), "date"),
        Column("last_order_date", t("people.last", lang), "date"),
    )


def _row(person: "Person") -> dict[str, object]:
    return {**person.facts, "keys": ", ".join(person.keys)}


def show_person(person: "Person", fmt: str, lang: str) -> None:
    """One customer."""
    if fmt == "json":
        emit_json(_json(person, lang))
        return
    emit([_row(person)], _columns(lang), fmt, lang=lang)


def show_change(change: "LinkChange", fmt: str, lang: str) -> None:
    """The customers before a link or its undoing, and after."""
    if fmt == "json":
        emit_json(
            {
                "before": [_json(p, lang) for p in change.before],
                "after": [_json(p, lang) for p in change.after],
            }
        )
        return
    for title, people in (("before", change.before), ("after", change.after)):
        rows = [_row(p) for p in people]
        emit(rows, _columns(lang), fmt, title=t(f"people.{title}", lang), lang=lang)


def _json(person: "Person", lang: str) -> dict[str, object]:
    return {**machine(_row(person), _columns(lang)), "keys": list(person.keys)}
