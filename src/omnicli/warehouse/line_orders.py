"""Which order each settlement line is of: resolved once, when lines, orders or matches change.

`sql/queries/resolve_lines.sql` is the one resolver; views and metrics read what it stored. What
the lines then say of each sale (released, refunded) is stored beside it, which columns of order
files settlements prove, and what the sales of each customer come to (`customer_facts`).
"""

import sqlite3

from omnicli.assets import query
from omnicli.warehouse import customer_facts

_NEW_LINES = (
    "INSERT OR IGNORE INTO line_orders_stale SELECT line_id FROM settlement_lines"
    " WHERE line_id > (SELECT COALESCE(MAX(line_id), 0) FROM line_orders)"
)
_OF_NEW_ORDERS = tuple(
    "INSERT OR IGNORE INTO line_orders_stale SELECT s.line_id FROM orders o"
    f" CROSS JOIN settlement_lines s ON s.{line} = o.{order} WHERE o.order_id > ?"
    for line, order in (("order_no", "order_no"), ("order_no", "external_no"), ("awb", "awb"))
)
_BY_HAND = (
    "INSERT OR IGNORE INTO line_orders_stale"
    " SELECT line_id FROM line_orders WHERE rule = 'by_hand'"
    " UNION SELECT l.row_id FROM match_legs l JOIN match_legs h ON h.match_id = l.match_id"
    " WHERE l.table_name = 'settlement_lines' AND l.side = 'line' AND l.row_id IS NOT NULL"
    " AND h.table_name = 'orders'"
)


def forget(db: sqlite3.Connection) -> None:
    """Have every line resolved anew by the next `refresh`."""
    db.execute("DELETE FROM line_orders")
    db.execute("DELETE FROM sale_money")
    db.execute("DELETE FROM proved_charges")
    customer_facts.forget(db)


def refresh(db: sqlite3.Connection) -> None:
    """Resolve every line again whose order may be another by now; the rest stays as it is.

    New lines and orders are those beyond the newest seen; changed and deleted ones were noted by
    triggers; what people match is few and always looked at. What is new or noted is joined first:
    it is little, and the plan may not begin with all lines or orders instead.
    """
    db.execute(_NEW_LINES)
    (seen,) = db.execute("SELECT order_id FROM line_orders_seen").fetchone()
    known = db.execute("SELECT 1 FROM line_orders LIMIT 1").fetchone()
    for note in _OF_NEW_ORDERS if known else ():
        db.execute(note, (seen,))
    db.execute(_BY_HAND)
    db.execute(_SALES_OF_STALE)
    db.execute("DELETE FROM line_orders WHERE line_id IN (SELECT line_id FROM line_orders_stale)")
    db.execute(query("resolve_lines"))
    db.execute(_SALES_OF_STALE)
    db.execute("DELETE FROM line_orders_stale")
    customer_facts.note(db, seen)
    _tell_sales(db)
    customer_facts.refresh(db)
    db.execute(
        "UPDATE line_orders_seen SET order_id = (SELECT COALESCE(MAX(order_id), 0) FROM orders)"
    )


_SALES_OF_STALE = (
    "INSERT OR IGNORE INTO sale_money_stale SELECT r.order_id FROM line_orders_stale t"
    " CROSS JOIN line_orders r ON r.line_id = t.line_id WHERE r.order_id IS NOT NULL"
)
_MAY_PROVE = (
    "SELECT EXISTS (SELECT 1 FROM sale_money_stale t LEFT JOIN orders o ON o.order_id = t.order_id"
    " WHERE o.order_id IS NULL OR o.platform IN ('orderonline', 'scalev'))"
)
"""Whether a touched sale is, or was, of a platform whose shipping settlements can prove; triggers
note what its file names and what its lines charge."""


def _tell_sales(db: sqlite3.Connection) -> None:
    """What the lines of the touched sales say of them, and what settlements prove by now."""
    (proving,) = db.execute(_MAY_PROVE).fetchone()
    db.execute("DELETE FROM sale_money WHERE order_id IN (SELECT order_id FROM sale_money_stale)")
    db.execute(query("sale_money"))
    db.execute("DELETE FROM sale_money_stale")
    if proving:
        db.execute("DELETE FROM proved_charges")
        db.execute(query("proved_charges"))
