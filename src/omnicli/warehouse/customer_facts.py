"""What the sales of each customer come to: added up once, when its orders or their money change.

`sql/queries/customer_facts.sql` adds up; views and metrics read what it stored.
"""

import sqlite3

from omnicli.assets import query

_OF_NEW_ORDERS = (
    "INSERT OR IGNORE INTO customer_facts_stale SELECT customer_id FROM orders WHERE order_id > ?"
)
_OF_MONEY = (
    "INSERT OR IGNORE INTO customer_facts_stale SELECT o.customer_id FROM sale_money_stale t"
    " CROSS JOIN orders o ON o.order_id = t.order_id"
)
_FORGET_STALE = (
    "DELETE FROM customer_facts WHERE customer_id IN (SELECT customer_id FROM customer_facts_stale)"
)


def forget(db: sqlite3.Connection) -> None:
    """Have every customer added up anew by the next `refresh`."""
    db.execute("DELETE FROM customer_facts")
    db.execute("INSERT OR IGNORE INTO customer_facts_stale SELECT customer_id FROM customers")


def note(db: sqlite3.Connection, seen: int) -> None:
    """Note the customers of orders newer than `seen`, and of sales whose money is told anew."""
    db.execute(_OF_NEW_ORDERS, (seen,))
    db.execute(_OF_MONEY)


def refresh(db: sqlite3.Connection) -> None:
    """Add up every customer whose sales changed since the last time; the rest stays as it is."""
    db.execute(_FORGET_STALE)
    db.execute(query("customer_facts"))
    db.execute(query("customer_gaps"))
    db.execute("DELETE FROM customer_facts_stale")
