"""Customers on the terminal: one person, or two that became one."""

from typing import TYPE_CHECKING

from omnicli.ui.cells import Kind
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.output import plain
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.customer_list import CustomerList
    from omnicli.services.customers import LinkChange
    from omnicli.services.customers import Person
    from omnicli.services.partners import PriceList
    from omnicli.warehouse.records import Record


def _columns(lang: str) -> tuple[Column, ...]:
    return (
        Column("name", t("people.name", lang)),
        Column("keys", t("people.keys", lang)),
        Column("confidence", t("people.confidence", lang)),
        Column("city", t("people.city", lang)),
        Column("segment", t("people.segment", lang)),
        Column("orders", t("people.orders", lang), "int"),
        Column("new_orders", t("people.new_orders", lang), "int"),
        Column("repeat_orders", t("people.repeat_orders", lang), "int"),
        Column("placed_sen", t("people.placed", lang), "sen"),
        Column("delivered_sen", t("people.delivered", lang), "sen"),
        Column("cash_sen", t("people.cash", lang), "sen"),
        Column("first_order_date", t("people.first", lang), "date"),
        Column("last_order_date", t("people.last", lang), "date"),
        Column("points", t("people.points", lang), "int"),
    )


def _row(person: "Person") -> dict[str, object]:
    return {**person.facts, "keys": ", ".join(person.keys)}


def show_person(person: "Person", fmt: str, lang: str) -> None:
    """One customer."""
    if fmt == "json":
        emit_json(_json(person, lang))
        return
    emit([_row(person)], _columns(lang), fmt, lang=lang)


def show_customers(found: "CustomerList", fmt: str, lang: str) -> None:
    """The customers that fit, and how many there are."""
    columns = [Column(c.name, c.title(lang), c.kind) for c in found.columns]
    rows = found.rows
    if fmt == "table":
        from omnicli.reports.words import word

        texts = ("category", "last_status", "next_action")
        rows = [{**row, **{n: word(n, str(row[n]), lang) for n in texts if row[n]}} for row in rows]
    emit(rows, columns, fmt, empty=t("people.none", lang), lang=lang)
    counts = {
        "shown": printed(len(rows), "int", lang),
        "found": printed(found.found, "int", lang),
    }
    if fmt == "table" and rows:
        say(t("people.some" if len(rows) < found.found else "people.count", lang, **counts))


def show_prices(listed: "PriceList", fmt: str, lang: str) -> None:
    """What one partner pays."""
    columns = [Column(c.name, c.title(lang), c.kind) for c in listed.columns]
    emit(listed.rows, columns, fmt, title=listed.partner, lang=lang)


def show_change(change: "LinkChange", fmt: str, lang: str) -> None:
    """The customers before a link or its undoing, and after."""
    if fmt == "json":
        emit_json(
            {
                "before": [_json(p, lang) for p in change.before],
                "after": [_json(p, lang) for p in change.after],
                "metrics": [_moved(row, machine=True) for row in change.metrics()],
            }
        )
        return
    for title, people in (("before", change.before), ("after", change.after)):
        rows = [_row(p) for p in people]
        emit(rows, _columns(lang), fmt, title=t(f"people.{title}", lang), lang=lang)
    moved = [_moved(row, lang=lang) for row in change.metrics()]
    columns = (
        Column("metric", t("people.metric", lang)),
        Column("before", t("people.before", lang)),
        Column("after", t("people.after", lang)),
        Column("moved", ""),
    )
    emit(moved, columns, fmt, title=t("people.metrics", lang), lang=lang)


def _moved(row: "Record", *, machine: bool = False, lang: str = "id") -> "Record":
    """A figure before and after: in rupiah for programs, in words for people, `*` if it moved."""
    name = str(row["metric"])
    kind: Kind = "sen" if name.endswith("_sen") else "text" if name == "segments" else "int"
    if machine:
        return {
            "metric": name.removesuffix("_sen"),
            "before": plain(row["before"], kind),
            "after": plain(row["after"], kind),
        }
    return {
        "metric": t(f"people.{_TITLES.get(name, name)}", lang),
        "before": printed(row["before"], kind, lang),
        "after": printed(row["after"], kind, lang),
        "moved": "*" if row["before"] != row["after"] else "",
    }


_TITLES = {"placed_sen": "placed", "delivered_sen": "delivered", "cash_sen": "cash"}


def _json(person: "Person", lang: str) -> dict[str, object]:
    return {**machine(_row(person), _columns(lang)), "keys": list(person.keys)}
