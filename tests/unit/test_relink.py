"""Links that are looked for only where orders changed are those of one look at all of them."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from campaign import share
from metric_cases import build
from omnicli.warehouse import line_orders
from omnicli.warehouse import sales

LINKS = "SELECT * FROM sale_links ORDER BY order_id, sale_order_id"
FEEDS = "SELECT * FROM sale_feeds ORDER BY order_id"
SALES = "SELECT order_id, sale_of_order_id FROM orders ORDER BY order_id"
PLATFORMS = ("shopee", "tiktok", "orderonline", "mengantar")
DAYS = ("2025-01-01", "2025-01-03", "2025-01-20", None)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = build({})
    made.execute("INSERT INTO customers (customer_id) VALUES (1)")
    yield made
    made.close()


class Shop:
    """Random changes to orders that may be copies or parcels of one another."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db, self.rng, self.made = db, random.Random(seed), 0

    def step(self) -> None:
        self.rng.choice((self.order, self.order, self.restate, self.restate, self.drop))()

    def number(self) -> str | None:
        return self.rng.choice((None, None, f"N{self.rng.randrange(12)}"))

    def order(self) -> None:
        self.made += 1
        platform = self.rng.choice(PLATFORMS)
        self.db.execute(
            "INSERT OR IGNORE INTO orders (platform, account, order_no, source, customer_id,"
            " customer_key, external_no, awb, recipient_phone, cod_value_sen, ordered_date, status,"
            " courier, effective_at) VALUES (?, 'main', ?, 'x', 1, 'k', ?, ?, ?, ?, ?, ?, ?, '')",
            (
                *(platform, self.number() or f"M{self.made}", self.number(), self.number()),
                *(self.rng.choice((None, "0811", "0812")), self.rng.choice((None, 5, 7))),
                *(self.rng.choice(DAYS), self.status(), self.rng.choice((None, "jnt"))),
            ),
        )

    def status(self) -> str:
        return self.rng.choice(("confirmed", "shipped", "completed", "canceled"))

    def some(self) -> int | None:
        found = self.db.execute("SELECT order_id FROM orders ORDER BY order_id").fetchall()
        return self.rng.choice(found)[0] if found else None

    def restate(self) -> None:
        column, value = self.rng.choice(
            (
                ("external_no", self.number()),
                ("awb", self.number()),
                ("recipient_phone", self.rng.choice((None, "0811", "0812"))),
                ("cod_value_sen", self.rng.choice((None, 5, 7))),
                ("ordered_date", self.rng.choice(DAYS)),
                ("status", self.status()),
                ("courier", self.rng.choice((None, "jnt", "sicepat"))),
            )
        )
        sql = f"UPDATE orders SET {column} = ? WHERE order_id = ?"
        self.db.execute(sql, (value, self.some()))

    def drop(self) -> None:
        self.db.execute("DELETE FROM orders WHERE order_id = ?", (self.some(),))


def stored(db: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [db.execute(sql).fetchall() for sql in (LINKS, FEEDS, SALES)]


def incremental_is_whole(db: sqlite3.Connection) -> bool:
    sales.relink(db)
    told = stored(db)
    db.execute("SAVEPOINT s")
    sales.forget(db)
    sales.relink(db)
    whole = stored(db)
    db.execute("ROLLBACK TO s")
    line_orders.refresh(db)
    return told == whole


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_changes_links_what_one_look_links(db: sqlite3.Connection, seed: int) -> None:
    shop = Shop(db, seed)
    for _ in range(30):
        for _ in range(shop.rng.randrange(1, 4)):
            shop.step()

        assert incremental_is_whole(db)


@pytest.mark.slow
def test_any_order_of_changes_at_length(db: sqlite3.Connection) -> None:
    for seed in range(100, 100 + share(60)):
        shop = Shop(db, seed)
        for _ in range(20):
            shop.step()

            assert incremental_is_whole(db)


def test_nothing_is_read_where_no_order_may_be_part_of_a_pair(db: sqlite3.Connection) -> None:
    add = (
        "INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key,"
        " external_no, status, effective_at) VALUES (?, 'main', ?, 'x', 1, 'k', ?, 'shipped', '')"
    )
    db.execute(add, ("shopee", "1", None))
    db.execute(add, ("tiktok", "2", "1"))
    sales.relink(db)
    line_orders.refresh(db)
    db.execute("UPDATE sale_links SET rule = 'awb'")
    db.execute(add, ("shopee", "3", None))

    sales.relink(db)

    assert db.execute("SELECT rule FROM sale_links").fetchall() == [("awb",)]
