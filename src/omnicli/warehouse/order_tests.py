"""Test orders: those whose buyer matches the workspace's patterns, or that were marked by hand."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from omnicli.warehouse import decisions

KIND = "test_order"


@dataclass(frozen=True, slots=True)
class TestRules:
    """GLOB patterns of `[test_orders]`: names (case does not matter) and phones."""

    names: Sequence[str] = ()
    phones: Sequence[str] = ()


def mark(db: sqlite3.Connection, rules: TestRules) -> int:
    """Set `is_test` of every order from the rules and the decisions; returns how many changed."""
    by_hand = [tuple(e["payload"]["order"]) for e in decisions.standing(db, KIND)]
    if not (rules.names or rules.phones or by_hand):
        marked = db.execute("SELECT 1 FROM orders WHERE is_test = 1 LIMIT 1").fetchone()
        if marked is None:
            return 0
    tests = ["LOWER(recipient_name) GLOB ?"] * len(rules.names)
    tests += ["recipient_phone GLOB ?"] * len(rules.phones)
    tests += ["(platform = ? AND account = ? AND order_no = ?)"] * len(by_hand)
    values = [*(n.lower() for n in rules.names), *rules.phones, *(v for o in by_hand for v in o)]
    is_test = f"COALESCE({' OR '.join(tests)}, 0)" if tests else "0"
    return db.execute(
        f"UPDATE orders SET is_test = 1 - is_test WHERE is_test <> ({is_test})", values
    ).rowcount
