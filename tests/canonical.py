"""The canonical tables as plain data, without what may differ between equal warehouses."""

import sqlite3
from pathlib import Path

Dump = dict[str, list[tuple[object, ...]]]

_STAMPS = {
    "order_id", "customer_id", "sale_of_order_id", "ad_row_id", "line_id", "effective_at",
    "transaction_id", "statement_id",
}  # fmt: skip


_LINE = "{0}.source, {0}.account, {0}.line_key"
_BANK = "{0}.account_no, {0}.posted_date, {0}.debit_sen, {0}.credit_sen, {0}.seq"
_P, _L, _B, _S = _LINE.format("p"), _LINE.format("l"), _BANK.format("b"), _LINE.format("s")
_LEGS = (
    "SELECT json_group_array(json_array(g.side, g.natural_key, g.amount_sen, g.row_id IS NULL))"
    " FROM (SELECT * FROM match_legs x WHERE x.match_id = m.match_id"
    "  ORDER BY x.side, x.natural_key) g"
)
_MATCHING = {
    "line_orders": (
        f"SELECT {_L}, o.platform, o.account, o.order_no, v.rule, v.days FROM v_line_orders v"
        " JOIN settlement_lines l ON l.line_id = v.line_id"
        " JOIN orders o ON o.order_id = v.order_id"
    ),
    "money_lines": (
        f"SELECT {_L} FROM v_money_lines v JOIN settlement_lines l ON l.line_id = v.line_id"
    ),
    "payout_covers": (
        f"SELECT {_P}, {_L}, c.amount_sen, c.rule FROM payout_covers c"
        " JOIN settlement_lines p ON p.line_id = c.payout_line_id"
        " LEFT JOIN settlement_lines l ON l.line_id = c.line_id"
    ),
    # The name of a hand-made match counts decisions, so it is left out.
    "matches": (
        "SELECT CASE m.made_by WHEN 'rule' THEN m.ref END, m.rule, m.state, m.made_by, m.score,"
        " m.amount_score, m.payer_score, m.days_score, m.days, m.fee_sen, m.difference_sen,"
        f" m.explanation, ({_LEGS}) FROM matches m"
    ),
    "match_misses": (
        f"SELECT {_S}, {_B}, x.nth, x.table_name, x.failed_test, x.explanation FROM match_misses x"
        " LEFT JOIN settlement_lines s ON s.line_id ="
        "  CASE x.table_name WHEN 'settlement_lines' THEN x.row_id ELSE x.candidate_id END"
        " LEFT JOIN bank_transactions b ON b.transaction_id ="
        "  CASE x.table_name WHEN 'bank_transactions' THEN x.row_id ELSE x.candidate_id END"
    ),
    "wallet_proofs": "SELECT * FROM wallet_proofs",
}
"""Derived matching by natural keys."""

_CLOSING = {
    "closed_months": "SELECT month, figures_sha256, orders, net_revenue_sen FROM closed_months",
    "frozen_figures": "SELECT * FROM frozen_figures",
    "frozen_orders": (
        "SELECT month, platform, account, order_no, closed_in, is_newest, facts"
        " FROM v_frozen_orders"
    ),
    "frozen_sums": (
        "SELECT month, subject, platform, account, kind, closed_in, amount_sen FROM v_frozen_sums"
    ),
    "frozen_covers": (
        "SELECT c.month, f.payout_source, f.account, f.payout_key, f.line_source, f.line_key,"
        " f.amount_sen, f.rule FROM frozen_covers f"
        " JOIN closed_months c ON c.decision_id = f.decision_id"
    ),
    "adjusted": (
        "SELECT adjusted_month, booked_month, is_open, subject, platform, account, order_no, kind,"
        " column_name, was, live, difference_sen FROM v_adjusted"
    ),
}
"""Closed months by natural keys, and what moved in them since."""


def dump(warehouse: Path) -> Dump:
    """Every canonical table of a warehouse: natural keys in place of surrogate ids, sorted."""
    db = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    try:
        order = "o.platform, o.account, o.order_no"
        return {
            "orders": _rows(db, f"SELECT {_columns(db, 'orders', 'o')} FROM orders o"),
            "order_items": _rows(
                db,
                f"SELECT {order}, {_columns(db, 'order_items', 'i')}"
                " FROM order_items i JOIN orders o ON o.order_id = i.order_id",
            ),
            "order_events": _rows(
                db,
                f"SELECT {order}, e.seq, e.status, e.at"
                " FROM order_events e JOIN orders o ON o.order_id = e.order_id",
            ),
            "sale_links": _rows(
                db,
                f"SELECT {order}, s.platform, s.account, s.order_no, l.rule, l.state,"
                " o.sale_of_order_id = s.order_id FROM sale_links l"
                " JOIN orders o ON o.order_id = l.order_id"
                " JOIN orders s ON s.order_id = l.sale_order_id",
            ),
            "customers": _rows(
                db,
                f"SELECT k.key, {_columns(db, 'customers', 'c')} FROM customer_keys k"
                " JOIN customers c ON c.customer_id = k.customer_id",
            ),
            "order_customers": _rows(
                db,
                f"SELECT {order}, k.key FROM orders o"
                " JOIN customer_keys k ON k.customer_id = o.customer_id",
            ),
            "ad_performance": _rows(
                db, f"SELECT {_columns(db, 'ad_performance', 'a')} FROM ad_performance a"
            ),
            "ad_days": _rows(db, f"SELECT {_columns(db, 'v_ad_days', 'd')} FROM v_ad_days d"),
            "settlement_lines": _rows(
                db, f"SELECT {_columns(db, 'settlement_lines', 's')} FROM settlement_lines s"
            ),
            "bank_transactions": _rows(
                db, f"SELECT {_columns(db, 'bank_transactions', 'b')} FROM bank_transactions b"
            ),
            "bank_statements": _rows(
                db, f"SELECT {_columns(db, 'bank_statements', 'b')} FROM bank_statements b"
            ),
            **{name: _rows(db, sql) for name, sql in {**_MATCHING, **_CLOSING}.items()},
        }
    finally:
        db.close()


def _columns(db: sqlite3.Connection, table: str, alias: str) -> str:
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    return ", ".join(f'{alias}."{n}"' for n in names if n not in _STAMPS)


def _rows(db: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return sorted(db.execute(sql).fetchall(), key=repr)
