"""The loyalty ledger of the warehouse: what programs, orders and exchanges come to."""

import json
import sqlite3
from collections import defaultdict

from omnicli.domain.loyalty import Bought
from omnicli.domain.loyalty import Entry
from omnicli.domain.loyalty import Exchange
from omnicli.domain.loyalty import Rule
from omnicli.domain.loyalty import Tier
from omnicli.domain.loyalty import ledger

CATEGORIES = ("leads", "pelanggan", "reseller", "dropshiper", "agen", "distributor")


def derive(db: sqlite3.Connection) -> None:
    """Write the ledger again; nothing to do in a shop without programs."""
    db.execute("DELETE FROM loyalty_ledger")
    rules = programs(db)
    if not rules:
        return
    nth: dict[tuple[str, int], int] = defaultdict(int)
    rows = []
    for entry in ledger(rules, rewards(db), orders(db), exchanges(db)):
        nth[entry.program, entry.customer] += 1
        rows.append(_row(entry, nth[entry.program, entry.customer]))
    db.executemany(
        "INSERT INTO loyalty_ledger (program, customer_id, seq, at_date, kind, points, order_id,"
        " value_sen, gift) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _row(entry: Entry, seq: int) -> tuple[object, ...]:
    head = (entry.program, entry.customer, seq, entry.day, entry.kind, entry.points)
    return (*head, entry.order_id, entry.value_sen, entry.gift)


def programs(db: sqlite3.Connection) -> list[Rule]:
    """The rules of all programs."""
    flags = ", ".join(f"COALESCE(for_{name}, 0)" for name in CATEGORIES)
    found = db.execute(
        "SELECT program, points, program_kind, unit_sen, sku, unit_pieces, from_date, until_date,"
        f" {flags} FROM loyalty_programs WHERE is_deleted = 0 AND points > 0"
    )
    return [
        Rule(
            program=program,
            points=points,
            unit_sen=unit_sen if kind == "amount" else None,
            sku=sku if kind == "product" else "",
            unit_pieces=unit_pieces,
            from_date=since or "",
            until_date=until or "9999",
            categories=frozenset(n for n, on in zip(CATEGORIES, chosen, strict=True) if on),
        )
        for program, points, kind, unit_sen, sku, unit_pieces, since, until, *chosen in found
    ]


def rewards(db: sqlite3.Connection) -> list[Tier]:
    """The tiers of all programs."""
    found = db.execute(
        "SELECT program, tier_points, percent, amount_sen, gift FROM loyalty_rewards"
        " WHERE is_deleted = 0 AND tier_points > 0"
    )
    return [
        Tier(program=program, points=points, percent=percent, amount_sen=amount, gift=gift)
        for program, points, percent, amount, gift in found
    ]


def exchanges(db: sqlite3.Connection) -> list[Exchange]:
    """Who exchanged which points; a phone that no order knows has none to exchange."""
    found = db.execute(
        "SELECT r.program, k.customer_id, r.redeemed_date, r.tier_points"
        " FROM loyalty_redemptions AS r"
        " JOIN customer_keys AS k ON k.key = 'phone:' || r.phone"
        " WHERE r.is_deleted = 0 AND r.tier_points > 0"
    )
    return [Exchange(program=p, customer=c, day=day, points=points) for p, c, day, points in found]


def orders(db: sqlite3.Connection) -> list[Bought]:
    """The sales of known customers; a returned one earned only if it had been completed."""
    pieces: dict[int, dict[str, int]] = {
        number: json.loads(by_sku)
        for number, by_sku in db.execute(
            "SELECT i.order_id, json_group_object(i.sku, i.pieces) FROM"
            " (SELECT order_id, sku, SUM(quantity - COALESCE(returned_quantity, 0)) AS pieces"
            "    FROM order_items WHERE sku IS NOT NULL GROUP BY order_id, sku) AS i"
            " WHERE i.sku IN (SELECT p.sku FROM loyalty_programs AS p WHERE p.is_deleted = 0)"
            " GROUP BY i.order_id"
        )
    }
    found = db.execute(
        "SELECT o.order_id, o.customer_id, c.category, o.ordered_date, o.status,"
        " o.net_revenue_sen - o.refund_sen, COALESCE(o.completed_date, o.delivered_date),"
        " COALESCE(o.returned_date, o.canceled_date)"
        " FROM v_orders AS o JOIN v_customers AS c ON c.customer_id = o.customer_id"
        " WHERE o.is_test = 0 AND o.status <> 'canceled' AND o.ordered_date IS NOT NULL"
        " AND c.confidence <> 'anonymous'"
    )
    return [
        Bought(
            order_id=number,
            customer=customer,
            category=category,
            ordered=ordered,
            amount_sen=max(amount, 0),
            pieces=pieces.get(number, {}),
            earned=_earned(status, ordered, done),
            returned=(back or done) if status == "rts" else None,
        )
        for number, customer, category, ordered, status, amount, done, back in found
    ]


def _earned(status: str, ordered: str, done: str | None) -> str | None:
    """The day on which an order was completed, if it ever was."""
    if status == "completed":
        return done or ordered
    return done if status == "rts" else None
