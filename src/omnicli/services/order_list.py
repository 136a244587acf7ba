"""`omni orders list`: the orders of a period, searched, filtered, in the columns a person chose."""

import operator
import re
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import date
from datetime import datetime
from decimal import Decimal
from decimal import InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from omnicli.access.choices import choice
from omnicli.access.choices import choose
from omnicli.access.columns import EVERYTHING
from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.services.why import params_of
from omnicli.session import Session
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

METRIC = "order_list"
CONTACTS = "customers.view"
"""Who may do this may search by name, and by a whole phone. What they see is up to the columns."""

DEFAULT = (
    *("order_no", "platform", "ordered_date", "customer", "status"),
    *("payment_status", "net_revenue_sen", "courier", "quantity"),
)
VIEWS: Mapping[str, tuple[str, ...]] = {
    "seller": DEFAULT,
    "fulfilment": (
        *("order_no", "platform", "ordered_date", "customer", "phone", "status"),
        *("courier", "awb", "quantity"),
    ),
}
"""Who looks → the columns that person works with."""
_TO_SEND = frozenset({"confirmed", "in_process", "ready_to_ship"})
"""What is bought and has not left the warehouse: all that fulfilment has to do with."""
_CHOICE = "orders.list.columns"
_RESET = "default"
_PERSONAL = ("customer", "phone")
_TEST = re.compile(r"(?P<field>\w+)(?P<sign>!=|>=|<=|=|>|<)(?P<value>.*)\Z", re.DOTALL)
_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}  # fmt: skip
_LEAST_DIGITS = 6

Test = Callable[[Record], bool]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. since: `last`, or a day; orders first imported from then on. view: of VIEWS."""

    search: str | None = None
    where: Sequence[str] = ()
    columns: str | None = None
    since: str | None = None
    view: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Count, value and average of the orders shown that count; a test or canceled one does not.

    value_sen and average_sen in sen; average_sen is None without such an order.
    """

    orders: int
    counted: int
    value_sen: int
    average_sen: int | None


@dataclass(frozen=True, slots=True)
class OrderList:
    """The orders that fit, in the order of their days; columns as chosen."""

    rows: list[Record]
    columns: tuple[MetricColumn, ...]
    summary: Summary
    since: str | None = field(default=None)
    """The instant from which orders are new, where that was asked."""


def list_orders(session: Session, asked: Asked, filters: Filters) -> OrderList:
    """The orders of the period that fit. E_ORDERS_COLUMN, E_ORDERS_WHERE, E_PERIOD for `since`.

    Columns that are named are remembered for the person; `default` forgets them. What somebody may
    not see is masked last, so that searching finds the same for everyone.
    """
    spec = get(METRIC)
    known = {c.printed_name: c for c in spec.columns} | {c.name: c for c in spec.columns}
    columns = _columns(session, known, filters)
    tests = [_test(known, text) for text in filters.where]
    since = _since(session, filters.since)
    result = run_metric(session.db, spec, params_of(asked), reader=EVERYTHING)
    rows: list[Record] = [{**row} for row in result.records(printed=False)]
    if filters.view == "fulfilment":
        rows = [r for r in rows if r["status"] in _TO_SEND]
    if since is not None:
        fresh = {
            (row["platform"], row["account"], row["order_no"])
            for row in ask(session.db, "orders_first_seen", {"at": since})
        }
        rows = [r for r in rows if (r["platform"], r["account"], r["order_no"]) in fresh]
    found = [r for r in rows if all(test(r) for test in tests)]
    if filters.search:
        known_people = session.may(CONTACTS)
        parts = "personal" in session.reader.sees
        found = [r for r in found if _has(r, filters.search, people=known_people, parts=parts)]
    shown = [session.reader.row(row) for row in found]
    return OrderList(shown, columns, _summary(found), since)


def _columns(
    session: Session, known: Mapping[str, MetricColumn], filters: Filters
) -> tuple[MetricColumn, ...]:
    """The columns asked for, else those of the view, else those remembered, else the usual ones."""
    username, asked = session.actor.username, filters.columns
    if asked is None and filters.view is not None:
        names = [name for name in VIEWS[filters.view] if name in known]
    elif asked is None:
        kept = choice(session.db, username, _CHOICE)
        names = [n for n in (kept or "").split(",") if n in known] or list(DEFAULT)
    elif asked.strip() == _RESET:
        names = list(DEFAULT)
    else:
        names = [name.strip() for name in asked.split(",") if name.strip()]
    if wrong := [name for name in names if name not in known]:
        raise _unknown("E_ORDERS_COLUMN", wrong[0], known)
    if asked is not None:
        value = "" if asked.strip() == _RESET else ",".join(known[n].name for n in names)
        with session.transaction(final=False) as db:
            choose(db, username, _CHOICE, value)
    return tuple(dict.fromkeys(known[name] for name in names or DEFAULT))


def _unknown(code: str, value: str, known: Mapping[str, MetricColumn]) -> OmniError:
    names = dict.fromkeys(c.printed_name for c in known.values())
    if code == "E_ORDERS_WHERE":
        names = dict.fromkeys(name for name in names if name not in _PERSONAL)
    near = ", ".join(names)
    if code == "E_ORDERS_WHERE":
        return OmniError("E_ORDERS_WHERE", value=value, near=near)
    return OmniError("E_ORDERS_COLUMN", value=value, near=near)


def _test(known: Mapping[str, MetricColumn], text: str) -> Test:
    """`status=rts,canceled`, `net_revenue>=100000` (rupiah), `courier!=JNE`; empty is none."""
    found = _TEST.match(text)
    column = known.get(found["field"]) if found else None
    if found is None or column is None or column.name in _PERSONAL:
        raise _unknown("E_ORDERS_WHERE", text, known)
    sign, name = found["sign"], column.name
    if sign in _SIGNS:
        if column.kind == "text" or not found["value"].strip():
            raise _unknown("E_ORDERS_WHERE", text, known)
        limit, compare = _value(known, column, found["value"], text), _SIGNS[sign]
        return lambda row: row[name] is not None and compare(row[name], limit)
    values = {_value(known, column, part, text) for part in found["value"].split(",")}
    return lambda row: (_folded(row[name]) in values) == (sign == "=")


def _value(
    known: Mapping[str, MetricColumn], column: MetricColumn, text: str, whole: str
) -> int | str | None:
    """A value as the rows hold it: rupiah as sen, texts without case, an empty one as None."""
    text = text.strip()
    if not text:
        return None
    if column.kind not in {"sen", "int"}:
        return text.casefold()
    try:
        number = Decimal(text.removeprefix("Rp")) * (100 if column.kind == "sen" else 1)
    except InvalidOperation as error:
        raise _unknown("E_ORDERS_WHERE", whole, known) from error
    if not number.is_finite() or number != int(number):
        raise _unknown("E_ORDERS_WHERE", whole, known)
    return int(number)


def _folded(value: object) -> object:
    return (value.casefold() or None) if isinstance(value, str) else value


def _has(row: Record, text: str, *, people: bool, parts: bool) -> bool:
    """Whether every word stands in the number, the name (`people`) or the phone (`parts`).

    Who sees no phones may look for a whole one, which they know already: by its parts a masked
    number could be guessed digit by digit.
    """
    haystack = f"{row['order_no']} {(row['customer'] or '') if people else ''}".casefold()
    phone = str(row["phone"] or "") if people else ""
    if phone and (number := normalise_phone(text)) and number == phone:
        return True
    if not parts:
        phone = ""

    def stands(word: str) -> bool:
        digits = word.lstrip("+0")
        is_number = digits.isdecimal() and len(digits) >= _LEAST_DIGITS
        return word in haystack or (is_number and digits in phone)

    return all(stands(word) for word in text.casefold().split())


def _since(session: Session, text: str | None) -> str | None:
    """The instant from which orders are new; None for all of them, as before the first listing."""
    if text is None:
        return None
    if text == "last":
        last = ask(session.db, "orders_last_listed", {"actor": session.actor.username})[0]["at"]
        return None if last is None else str(last)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise OmniError("E_PERIOD", detail=f"--since {text}") from error
    zone = ZoneInfo(session.workspace.settings.timezone)
    return instant(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC))


def _summary(rows: Sequence[Record]) -> Summary:
    values = [v for r in rows if r["is_counted"] and isinstance(v := r["net_revenue_sen"], int)]
    total, many = sum(values), len(values)
    average = (2 * total + many) // (2 * many) if many else None
    return Summary(len(rows), many, total, average)
