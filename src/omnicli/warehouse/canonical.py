"""All that follows from the files: emptying it, and holding it against what it was."""

import sqlite3
from collections.abc import Mapping

from omnicli.warehouse import matching

Key = tuple[object, ...]

_DERIVED = (
    *matching.DERIVED,
    "row_origins",
    "sale_feeds",
    "sale_links",
    "order_events",
    "order_items",
    "orders",
    "customer_keys",
    "customers",
    "ad_silent",
    "ad_shares",
    "ad_performance",
    "settlement_lines",
    "bank_statements",
    "bank_transactions",
)
"""Tables that follow from the files, children before parents."""

# Canonical rows in words that a rebuild must give again: no surrogate ids, import ids or stamps.
_QUESTIONS: Mapping[str, str] = {
    "orders": (
        "SELECT {orders}, (SELECT json_group_array(json_array(i.line_no, i.listing_key, i.sku,"
        " i.product_name, i.variation, i.quantity, i.returned_quantity, i.unit_price_sen,"
        " i.subtotal_sen)) FROM order_items i WHERE i.order_id = o.order_id) AS items"
        " FROM orders o ORDER BY platform, account, order_no"
    ),
    "customers": (
        "SELECT k.key, k.confidence, c.name, c.province, c.city, c.district, c.first_source"
        " FROM customer_keys k JOIN customers c ON c.customer_id = k.customer_id ORDER BY k.key"
    ),
    "ad_performance": "SELECT {ad_performance} FROM ad_performance ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
    "settlement_lines": "SELECT {settlement_lines} FROM settlement_lines ORDER BY 1, 2, 3",
    "bank_transactions": (
        "SELECT account_no, posted_date, debit_sen, credit_sen, seq, {bank_transactions}"
        " FROM bank_transactions ORDER BY 1, 2, 3, 4, 5"
    ),
    "bank_statements": (
        "SELECT account_no, date_from, date_to, {bank_statements} FROM bank_statements"
        " ORDER BY 1, 2, 3"
    ),
    "frozen_orders": (
        "SELECT month, platform, account, order_no, closed_in, facts FROM v_frozen_orders"
        " ORDER BY 1, 2, 3, 4, 5"
    ),
    "frozen_figures": (
        "SELECT month, metric, version, basis, row_no, cells FROM frozen_figures"
        " ORDER BY 1, 2, 3, 4, 5"
    ),
    "frozen_covers": (
        "SELECT c.month, f.payout_source, f.account, f.payout_key, f.line_source, f.line_key,"
        " f.amount_sen, f.rule FROM frozen_covers f"
        " JOIN closed_months c ON c.decision_id = f.decision_id ORDER BY 1, 2, 3, 4, 5, 6"
    ),
    "adjustments": (
        "SELECT adjusted_month, booked_month, subject, platform, account, order_no, kind,"
        " column_name, was, live FROM v_adjusted ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"
    ),
}
_STAMPS = {
    "order_id", "customer_id", "sale_of_order_id", "ad_row_id", "line_id", "transaction_id",
    "statement_id", "effective_at",
}  # fmt: skip
_KEY_WIDTH = {
    "orders": 3, "customers": 1, "ad_performance": 8, "settlement_lines": 3,
    "bank_transactions": 5, "bank_statements": 3, "frozen_orders": 5, "frozen_figures": 5,
    "frozen_covers": 6, "adjustments": 8,
}  # fmt: skip


def clear(db: sqlite3.Connection) -> None:
    """Empty every table that follows from the files."""
    for table in _DERIVED:
        db.execute(f"DELETE FROM {table}")


def snapshot(db: sqlite3.Connection) -> dict[str, dict[Key, object]]:
    """Every canonical row by table and natural key, for comparing."""
    columns = {}
    for table in (
        "orders", "ad_performance", "settlement_lines", "bank_transactions", "bank_statements"
    ):  # fmt: skip
        names = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
        columns[table] = ", ".join(f'"{c}"' for c in names if c not in _STAMPS)
    return {
        name: {
            row[: _KEY_WIDTH[name]]: row[_KEY_WIDTH[name] :]
            for row in db.execute(question.format(**columns))
        }
        for name, question in _QUESTIONS.items()
    }
