"""What moved in closed months since they were closed: the open adjustments, quickly.

It gives what the view `v_adjusted` tells of them, but asks each order once, by its key, and takes
apart only the ones that moved. Every import and every decision compares them twice.
"""

import sqlite3
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FACTS = (
    "status", "return_kind", "payment_status", "ordered_date", "shipped_date", "delivered_date",
    "completed_date", "canceled_date", "returned_date", "is_test", "quantity", "product_gross_sen",
    "seller_discount_sen", "platform_discount_sen", "buyer_shipping_sen", "buyer_total_sen",
    "shipping_cost_sen", "net_revenue_sen", "refund_sen", "delivered_revenue_sen", "cod_value_sen",
    "cod_fee_sen", "return_fee_sen", "cogs_sen", "settled_sen",
)  # fmt: skip
"""What a closing freezes of an order."""

Cell = tuple[str, str, str, str, str, str, str]
"""One value: month, subject, platform, account, order, kind, column."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a value of a closed month is now, and the closing that froze it."""

    now: str | None
    difference_sen: int
    booked_month: str
    decision_id: int


_LIVE, _FROZEN = (", ".join(f"{alias}.{name}" for name in FACTS) for alias in "lf")
_NEWEST = (
    "(SELECT MAX(n.decision_id) FROM frozen_orders AS n WHERE n.month = {0}.month"
    " AND n.platform = {0}.platform AND n.account = {0}.account AND n.order_no = {0}.order_no"
    " AND n.decision_id >= {1}.decision_id)"
)
# Orders that stand in a closed month today and were not frozen like this.
_DIFFERENT = (
    f"SELECT l.month, l.platform, l.account, l.order_no, COALESCE(f.decision_id, l.decision_id),"
    f" {_LIVE}, {_FROZEN} FROM v_closed_orders AS l"
    " LEFT JOIN frozen_orders AS f ON f.month = l.month AND f.platform = l.platform"
    f" AND f.account = l.account AND f.order_no = l.order_no"
    f" AND f.decision_id = {_NEWEST.format('l', 'l')} WHERE ({_LIVE}) IS NOT ({_FROZEN})"
)
# Frozen orders that are no sale of their month any more.
_GONE = (
    f"SELECT f.month, f.platform, f.account, f.order_no, f.decision_id, {_FROZEN}"
    " FROM closed_months AS m"
    " JOIN frozen_orders AS f ON f.month = m.month AND f.decision_id >= m.decision_id"
    " LEFT JOIN orders AS o ON o.platform = f.platform AND o.account = f.account"
    " AND o.order_no = f.order_no AND o.sale_of_order_id IS NULL"
    " AND +o.ordered_date >= m.from_date AND +o.ordered_date < m.to_date"
    " WHERE f.status IS NOT NULL AND o.order_id IS NULL"
    f" AND f.decision_id = {_NEWEST.format('f', 'm')}"
)
_SUM = "month, subject, platform, account, kind, amount_sen, decision_id"
_BOOKED = (
    "SELECT c.month, (SELECT MIN(v.month) FROM v_months AS v WHERE v.month > c.month"
    " AND v.month NOT IN (SELECT x.month FROM closed_months AS x)) FROM closed_months AS c"
)
_Facts = Sequence[object] | None


def moves(db: sqlite3.Connection) -> dict[Cell, Moved]:
    """Every value of a closed month that is not what was frozen last: the open adjustments."""
    booked = dict(db.execute(_BOOKED).fetchall())
    if not booked:
        return {}
    found: dict[Cell, Moved] = {}
    for (month, platform, account, order_no, decision_id), was, now in _moved_orders(db):
        for name, live, difference in _values(was, now):
            cell = (month, "order", platform, account, order_no, "", name)
            found[cell] = Moved(live, difference, booked[month], decision_id)
    for cell, was_sen, now_sen, decision_id in _sums(db):
        if was_sen != now_sen:
            found[cell] = Moved(str(now_sen), now_sen - was_sen, booked[cell[0]], decision_id)
    return found


def _moved_orders(db: sqlite3.Connection) -> Iterator[tuple[Any, _Facts, _Facts]]:
    """Month, key and closing of each order that moved; its facts as frozen and as they are."""
    width = 5 + len(FACTS)
    for row in db.execute(_DIFFERENT):
        # A row without a status says that the order had left the month.
        was = None if row[width] is None else row[width:]
        yield row[:5], was, row[5:width]
    for row in db.execute(_GONE):
        yield row[:5], row[5:], None


def _values(was: _Facts, now: _Facts) -> Iterator[tuple[str, str | None, int]]:
    """The values that moved. An order that came or went tells its status and its money only."""
    nothing = [None] * len(FACTS)
    for name, old, new in zip(FACTS, was or nothing, now or nothing, strict=True):
        before, after = (None if v is None or v == "" else str(v) for v in (old, new))
        money = name.endswith("_sen")
        counts = name == "status" or (money and (after or before) != "0")
        if before != after and (counts or (was is not None and now is not None)):
            yield name, after, int(after or 0) - int(before or 0) if money else 0


def _sums(db: sqlite3.Connection) -> Iterator[tuple[Cell, int, int, int]]:
    """Each sum: its cell, what was frozen, what it is now, the closing that froze it."""
    live = {tuple(row[:5]): row[5:] for row in db.execute(f"SELECT {_SUM} FROM v_closed_sums")}
    asked = f"SELECT {_SUM} FROM v_frozen_sums WHERE is_newest = 1"
    frozen = {tuple(row[:5]): row[5:] for row in db.execute(asked)}
    for key in live.keys() | frozen.keys():
        month, subject, platform, account, kind = key
        cell = (month, subject, platform, account, "", kind, "amount_sen")
        was, decision_id = frozen.get(key) or (0, live[key][1])
        yield cell, was, live[key][0] if key in live else 0, decision_id
