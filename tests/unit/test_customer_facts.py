"""What is stored of a customer is what a look at all its orders would say, whatever came before."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from campaign import share
from metric_cases import build
from omnicli.metrics.shared import expand
from omnicli.warehouse import line_orders
from omnicli.warehouse.migrate import migrate

# Every sum from the orders themselves, as one question; no day to end at.
WHOLE = """
WITH orders_of AS (
  SELECT o.*, o.status = 'completed' AS is_done FROM v_orders o WHERE o.is_test = 0
), gaps AS (
  SELECT customer_id, ordered_day - LAG(ordered_day) OVER (
    PARTITION BY customer_id ORDER BY ordered_day, order_id) AS gap
  FROM orders_of WHERE is_done AND ordered_date IS NOT NULL
), medians AS (
  SELECT customer_id, MIN(gap) + MAX(gap) AS twice FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY gap) AS nth,
      COUNT(*) OVER (PARTITION BY customer_id) AS n FROM gaps WHERE gap IS NOT NULL)
  WHERE 2 * nth >= n AND 2 * nth <= n + 2 GROUP BY customer_id
)
SELECT o.customer_id,
  MAX(MAX(ordered_date, COALESCE(completed_date, ordered_date))), MAX(is_done),
  COUNT(ordered_date) FILTER (WHERE is_counted),
  TOTAL(net_revenue_sen) FILTER (WHERE is_counted AND ordered_date IS NOT NULL),
  COUNT(ordered_date) FILTER (WHERE is_done),
  TOTAL(delivered_revenue_sen) FILTER (WHERE ordered_date IS NOT NULL),
  TOTAL(quantity) FILTER (WHERE is_done AND ordered_date IS NOT NULL),
  COUNT(ordered_date) FILTER (WHERE status = 'rts'),
  MIN(ordered_date) FILTER (WHERE is_counted), MAX(ordered_date) FILTER (WHERE is_counted),
  MAX(COALESCE(completed_day, ordered_day)) FILTER (WHERE is_done AND ordered_date IS NOT NULL),
  COUNT(DISTINCT platform) FILTER (WHERE ordered_date IS NOT NULL),
  MAX(SUBSTR(COALESCE(ordered_at, ordered_date) || '          ', 1, 20) || status)
    FILTER (WHERE ordered_date IS NOT NULL),
  MIN(ordered_date) FILTER (WHERE is_done), MAX(ordered_date) FILTER (WHERE is_done),
  MAX(ordered_day) FILTER (WHERE is_done) - MIN(ordered_day) FILTER (WHERE is_done),
  COUNT(DISTINCT SUBSTR(ordered_date, 1, 7)) FILTER (WHERE is_done),
  (SELECT twice FROM medians m WHERE m.customer_id = o.customer_id)
FROM orders_of o GROUP BY o.customer_id ORDER BY o.customer_id
"""
STORED = """
SELECT customer_id, latest_date, ever_completed, counted_orders, placed_sen, completed_orders,
  completed_sen, items, rts_orders, first_date, last_date, last_done_day,
  CASE WHEN platforms IS NULL THEN 0 WHEN platforms LIKE '%+1' THEN 3
       ELSE 1 + (INSTR(platforms, ',') > 0) END,
  newest, done_first_date, done_last_date, done_days, done_months, twice_median_gap
FROM customer_facts ORDER BY customer_id
"""
BY_AS_OF = expand("SELECT * FROM customer_sums ORDER BY customer_id", ["customer_sums"])
STATUSES = (
    "created",
    "confirmed",
    "shipped",
    "completed",
    "completed",
    "completed",
    "rts",
    "canceled",
)
DAYS = tuple(f"2025-0{month}-{day:02}" for month in (1, 2, 3) for day in (1, 9, 17))


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = build({})
    made.executemany("INSERT INTO customers (customer_id) VALUES (?)", [(n,) for n in range(1, 6)])
    yield made
    made.close()


class Shop:
    """Random changes to orders, their parcels and their money."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db, self.rng, self.made = db, random.Random(seed), 1000 * seed

    def step(self) -> None:
        steps = (self.order, self.order, self.restate, self.move, self.link, self.pay, self.drop)
        self.rng.choice(steps)()

    def some(self) -> int | None:
        found = self.db.execute("SELECT order_id FROM orders ORDER BY order_id").fetchall()
        return self.rng.choice(found)[0] if found else None

    def day(self) -> str | None:
        return self.rng.choice((*DAYS, None))

    def order(self) -> None:
        self.made += 1
        day = self.day()
        self.db.execute(
            "INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key,"
            " ordered_date, ordered_at, completed_date, status, quantity, net_revenue_sen,"
            " refund_sen, effective_at) VALUES (?, 'main', ?, 'x', ?, 'k', ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self.rng.choice(("shopee", "tiktok", "lazada")), str(self.made)),
                *(self.rng.randrange(1, 6), day, day and f"{day}T01:00:00Z", self.day()),
                *(self.rng.choice(STATUSES), self.rng.randrange(3), self.rng.randrange(900)),
                *(self.rng.randrange(2), self.day() or ""),
            ),
        )

    def restate(self) -> None:
        column, value = self.rng.choice(
            (
                ("status", self.rng.choice(STATUSES)),
                ("completed_date", self.day()),
                ("ordered_date", self.day()),
                ("is_test", self.rng.randrange(2)),
                ("net_revenue_sen", self.rng.randrange(900)),
            )
        )
        sql = f"UPDATE orders SET {column} = ? WHERE order_id = ?"
        self.db.execute(sql, (value, self.some()))

    def move(self) -> None:
        sql = "UPDATE orders SET customer_id = ? WHERE order_id = ?"
        self.db.execute(sql, (self.rng.randrange(1, 6), self.some()))

    def link(self) -> None:
        self.db.execute("DELETE FROM sale_feeds WHERE order_id = ?", (self.some(),))
        rank = "(SELECT rank FROM order_statuses WHERE status = 'completed')"
        self.db.execute(
            "INSERT OR IGNORE INTO sale_feeds (order_id, status, status_rank)"
            f" SELECT order_id, 'completed', {rank} FROM orders WHERE order_id = ?",
            (self.some(),),
        )

    def pay(self) -> None:
        self.made += 1
        self.db.execute(
            "INSERT INTO settlement_lines (source, account, line_key, ledger, kind, platform,"
            " order_no, gross_sen, net_sen, occurred_date, effective_at)"
            " SELECT 'i', account, ?, 'detail', ?, platform, order_no, 5, 5, ?, '2025-09-01'"
            " FROM orders WHERE order_id = ?",
            (
                *(f"l{self.made}", self.rng.choice(("revenue", "refund"))),
                *(self.rng.choice(DAYS), self.some()),
            ),
        )

    def drop(self) -> None:
        self.db.execute("DELETE FROM orders WHERE order_id = ?", (self.some(),))


def wrong(db: sqlite3.Connection) -> bool:
    """Whether the facts differ from what the orders say, or the sums of a day from the facts."""
    if db.execute(STORED).fetchall() != db.execute(WHOLE).fetchall():
        return True
    for day in DAYS:
        # The same question of orders alone: no fact is late enough to be read.
        sums = db.execute(BY_AS_OF, {"as_of": day}).fetchall()
        db.execute("SAVEPOINT s")
        db.execute("UPDATE customer_facts SET latest_date = '9999' WHERE latest_date IS NOT NULL")
        alone = db.execute(BY_AS_OF, {"as_of": day}).fetchall()
        db.execute("ROLLBACK TO s")
        if sums != alone:
            return True
    return False


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_changes_gives_what_all_orders_say(db: sqlite3.Connection, seed: int) -> None:
    shop = Shop(db, seed)
    for _ in range(25):
        for _ in range(shop.rng.randrange(1, 7)):
            shop.step()
        line_orders.refresh(db)

        assert not wrong(db)
        assert db.execute("SELECT COUNT(*) FROM customer_facts_stale").fetchone() == (0,)


@pytest.mark.slow
def test_any_order_of_changes_at_length(db: sqlite3.Connection) -> None:
    for seed in range(100, 100 + share(100)):
        shop = Shop(db, seed)
        for _ in range(20):
            shop.step()
        line_orders.refresh(db)

        assert not wrong(db)


def test_only_what_changed_is_added_up_again(db: sqlite3.Connection) -> None:
    shop = Shop(db, 1)
    for _ in range(30):
        shop.step()
    line_orders.refresh(db)
    db.execute("UPDATE customer_facts SET items = -1")
    order = shop.some()
    db.execute("UPDATE orders SET quantity = quantity + 1 WHERE order_id = ?", (order,))

    line_orders.refresh(db)

    fresh = "SELECT customer_id FROM customer_facts WHERE items >= 0"
    assert (
        db.execute(fresh).fetchall()
        == db.execute("SELECT customer_id FROM orders WHERE order_id = ?", (order,)).fetchall()
    )


def test_an_older_warehouse_has_them_after_its_upgrade(db: sqlite3.Connection) -> None:
    shop = Shop(db, 2)
    for _ in range(30):
        shop.step()
    line_orders.refresh(db)
    stored = db.execute(STORED).fetchall()
    for (name,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'customer_facts%'"
    ).fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DROP VIEW v_customer_facts")
    db.execute("DROP TABLE customer_facts")
    db.execute("DROP TABLE customer_facts_stale")
    db.execute("DELETE FROM schema_migrations WHERE name = '0120_customer_facts'")

    migrate(db, line_orders.refresh)

    assert db.execute(STORED).fetchall() == stored
