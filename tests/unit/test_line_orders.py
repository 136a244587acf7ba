"""The stored order of each line is what one look at everything would say, whatever came before."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from campaign import share
from metric_cases import build
from omnicli.assets import query
from omnicli.warehouse import line_orders

# The resolver as one expression per line, as it stood in a view before its answer was stored.
WHOLE = """
SELECT s.line_id, COALESCE(o.sale_of_order_id, o.order_id), o.order_id,
  CASE WHEN o.order_id IS NULL THEN NULL
       WHEN EXISTS (SELECT 1 FROM match_legs g
                    JOIN match_legs h ON h.match_id = g.match_id AND h.table_name = 'orders'
                    WHERE g.table_name = 'settlement_lines' AND g.row_id = s.line_id
                      AND g.side = 'line' AND h.row_id = o.order_id) THEN 'by_hand'
       WHEN s.order_no IN (o.order_no, o.external_no)
         OR EXISTS (SELECT 1 FROM orders x WHERE x.external_no = s.order_no) THEN 'order_no'
       ELSE 'awb' END
FROM settlement_lines s LEFT JOIN orders o ON o.order_id = COALESCE(
  (SELECT h.row_id FROM match_legs l
   JOIN match_legs h ON h.match_id = l.match_id AND h.table_name = 'orders'
   WHERE l.table_name = 'settlement_lines' AND l.row_id = s.line_id AND l.side = 'line'),
  (SELECT o.order_id FROM orders o
   WHERE o.platform = s.platform AND o.account = s.account AND o.order_no = s.order_no),
  (SELECT o.order_id FROM orders o
   WHERE o.platform = CASE s.platform WHEN 'tokopedia' THEN 'tiktok'
                                      WHEN 'tiktok' THEN 'tokopedia' END
     AND o.account = s.account AND o.order_no = s.order_no),
  (SELECT CASE WHEN COUNT(DISTINCT COALESCE(o.sale_of_order_id, o.order_id)) = 1
               THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
   FROM orders o WHERE o.external_no = s.order_no),
  (SELECT CASE WHEN COUNT(DISTINCT COALESCE(o.sale_of_order_id, o.order_id)) = 1
               THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
   FROM orders o WHERE o.awb = s.awb))
ORDER BY s.line_id
"""
# What settlements prove of the shipping that order files name, as one look at all of them says it.
PROVED = (
    query("proved_charges").partition(")\n")[2].rstrip("; \n") + " ORDER BY c.platform, c.account"
)
PLATFORMS = ("shopee", "tiktok", "tokopedia", "mengantar", "orderonline")


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = build({"customers": [{"customer_id": 1}]})
    yield connection
    connection.close()


def stored(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    return db.execute(
        "SELECT line_id, order_id, via_order_id, rule FROM line_orders ORDER BY line_id"
    ).fetchall()


def proved(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    return db.execute("SELECT * FROM proved_charges ORDER BY platform, account").fetchall()


class Shop:
    """Random changes to a warehouse of a few numbers, so that they meet."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db, self.rng, self.seed, self.count = db, random.Random(seed), seed, 0

    def number(self, kind: str) -> str | None:
        return self.rng.choice((None, *(f"{kind}{n}" for n in range(8))))

    def some(self, table: str, column: str) -> int | None:
        ids = [i for (i,) in self.db.execute(f"SELECT {column} FROM {table}")]
        return self.rng.choice(ids) if ids else None

    def step(self) -> None:
        self.count += 1
        pick = (self.order, self.order, self.line, self.line, self.renumber, self.link)
        less = (self.line_renumbered, self.match, self.drop, self.drop_line, self.charge)
        self.rng.choice((*pick, *less))()

    def order(self) -> None:
        values = (
            *(self.rng.choice(PLATFORMS), self.rng.choice(("main", "two"))),
            *(self.rng.choice([f"N{n}" for n in range(8)]), self.number("N")),
            *(self.number("A"), self.shipping()),
        )
        self.db.execute(
            "INSERT OR IGNORE INTO orders (platform, account, order_no, external_no, awb,"
            " shipping_cost_sen, source, customer_id, customer_key, status, effective_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 's', 1, 'k', 'shipped', '')",
            values,
        )

    def line(self) -> None:
        self.db.execute(
            "INSERT INTO settlement_lines (source, account, line_key, ledger, kind, platform,"
            " order_no, awb, shipping_sen, other_sen, net_sen, occurred_date, effective_at)"
            " VALUES ('s', ?1, ?2, 'detail', 'revenue', ?3, ?4, ?5, ?6, -?6, 0, '2025-01-01', '')",
            (
                self.rng.choice(("main", "two")),
                f"{self.seed}:{self.count}",
                self.rng.choice(PLATFORMS),
                self.number("N"),
                self.number("A"),
                -(self.shipping() or 0),
            ),
        )

    def shipping(self) -> int | None:
        return self.rng.choice((None, 100, 100, 200))

    def charge(self) -> None:
        order, line = self.some("orders", "order_id"), self.some("settlement_lines", "line_id")
        named, charged = self.shipping(), -(self.shipping() or 0)
        of_order = "UPDATE orders SET shipping_cost_sen = ? WHERE order_id = ?"
        of_line = (
            "UPDATE settlement_lines SET shipping_sen = ?1, other_sen = -?1 WHERE line_id = ?2"
        )
        self.db.execute(*self.rng.choice(((of_order, (named, order)), (of_line, (charged, line)))))

    def renumber(self) -> None:
        column = self.rng.choice(("external_no", "awb"))
        value = self.number("N" if column == "external_no" else "A")
        order = self.some("orders", "order_id")
        self.db.execute(f"UPDATE orders SET {column} = ? WHERE order_id = ?", (value, order))

    def line_renumbered(self) -> None:
        column = self.rng.choice(("order_no", "awb"))
        line = self.some("settlement_lines", "line_id")
        self.db.execute(
            f"UPDATE settlement_lines SET {column} = ? WHERE line_id = ?",
            (self.number("N" if column == "order_no" else "A"), line),
        )

    def link(self) -> None:
        copy, sale = (self.some("orders", "order_id") for _ in range(2))
        if copy != sale:
            self.db.execute(
                "UPDATE orders SET sale_of_order_id = ? WHERE order_id = ?"
                " AND NOT EXISTS (SELECT 1 FROM orders x WHERE x.sale_of_order_id = ?2)"
                " AND (SELECT sale_of_order_id FROM orders WHERE order_id = ?1) IS NULL",
                (sale, copy),
            )

    def match(self) -> None:
        self.db.execute("DELETE FROM match_legs")
        self.db.execute("DELETE FROM matches")
        line, order = self.some("settlement_lines", "line_id"), self.some("orders", "order_id")
        if line is None or order is None or self.rng.random() < 0.3:
            return
        self.db.execute(
            "INSERT INTO matches (match_id, ref, rule, state, made_by)"
            " VALUES (1, 'H1', 'by_hand', 'booked', 'hand')"
        )
        legs = ((1, "line", "settlement_lines", "l", line), (1, "order", "orders", "o", order))
        self.db.executemany("INSERT INTO match_legs VALUES (?, ?, ?, ?, ?, 0)", legs)

    def drop(self) -> None:
        order = self.some("orders", "order_id")
        self.db.execute("DELETE FROM match_legs WHERE table_name = 'orders'")
        unlink = "UPDATE orders SET sale_of_order_id = NULL WHERE sale_of_order_id = ?"
        self.db.execute(unlink, (order,))
        self.db.execute("DELETE FROM orders WHERE order_id = ?", (order,))

    def drop_line(self) -> None:
        line = self.some("settlement_lines", "line_id")
        self.db.execute("DELETE FROM match_legs WHERE table_name = 'settlement_lines'")
        self.db.execute("DELETE FROM settlement_lines WHERE line_id = ?", (line,))


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_changes_gives_what_one_look_at_all_of_it_gives(
    db: sqlite3.Connection, seed: int
) -> None:
    shop = Shop(db, seed)
    for _ in range(60):
        for _ in range(shop.rng.randrange(1, 6)):
            shop.step()
        line_orders.refresh(db)

        assert stored(db) == db.execute(WHOLE).fetchall()
        assert proved(db) == db.execute(PROVED).fetchall()
        assert db.execute("SELECT COUNT(*) FROM line_orders_stale").fetchone() == (0,)


@pytest.mark.slow
def test_any_order_of_changes_at_length(db: sqlite3.Connection) -> None:
    for seed in range(100, 100 + share(200)):
        shop = Shop(db, seed)
        for _ in range(20):
            shop.step()
        line_orders.refresh(db)

        assert stored(db) == db.execute(WHOLE).fetchall()
        assert proved(db) == db.execute(PROVED).fetchall()


def test_only_what_changed_is_resolved_again(db: sqlite3.Connection) -> None:
    shop = Shop(db, 1)
    for _ in range(40):
        shop.step()
    shop.match()
    line_orders.refresh(db)
    db.execute("UPDATE line_orders SET order_id = -1 WHERE rule IS NOT 'by_hand'")
    untouched = [row for row in stored(db) if row[1] == -1]

    line_orders.refresh(db)

    assert [row for row in stored(db) if row[1] == -1] == untouched
    assert untouched
