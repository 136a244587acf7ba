"""A warehouse of a whole shop over 24 months: orders, items, buyers, ads, settlements, payouts.

`python -m bench.shop_warehouse FOLDER ORDERS` makes the workspace FOLDER. The same number gives the
same rows. Three platforms sell; a courier ships what a fourth sells; a third of the buyers come
back; two in a hundred lines are of no order that is known; nine tenths of the money is in the bank.
"""

import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from pathlib import Path

from omnicli.services.setup import set_up
from omnicli.warehouse import line_orders

FIRST = date(2023, 9, 1)
SPAN = 730
_PLATFORMS = ("shopee", "shopee", "shopee", "tiktok", "tiktok", "tokopedia", "orderonline")
_STATUSES = ("completed",) * 16 + ("rts", "canceled", "shipped", "pending")
_DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(SPAN + 60)]
_PRODUCTS = 400

_ORDER = (
    "INSERT INTO orders (order_id, platform, account, order_no, source, customer_id, customer_key,"
    " ordered_at, ordered_date, shipped_date, completed_date, status, is_cod, awb, external_no,"
    " quantity, net_revenue_sen,"
    " product_gross_sen, cod_value_sen, sale_of_order_id, effective_at)"
    " VALUES (?, ?, 'main', ?, ?, ?, 'k', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"
)
_ITEM = (
    "INSERT INTO order_items (order_id, line_no, listing_key, sku, product_name, quantity,"
    " unit_price_sen, subtotal_sen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINE = (
    "INSERT INTO settlement_lines (line_id, source, account, line_key, ledger, kind, platform,"
    " order_no, awb, gross_sen, fee_sen, other_sen, net_sen, occurred_at, occurred_date,"
    " effective_at) VALUES (?, ?, 'main', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"
)
_CREDIT = (
    "INSERT INTO bank_transactions (transaction_id, source, bank, account_no, posted_date,"
    " seq, description, credit_sen, effective_at)"
    " VALUES (?, 'mandiri', 'mandiri', '1370012345678', ?, ?, ?, ?, '')"
)
_AD = (
    "INSERT INTO ad_performance (platform, account, level, campaign, date_from, date_to,"
    " source, spend_sen, impressions, clicks, results, effective_at)"
    " VALUES (?, 'main', 'campaign', ?, ?, ?, ?, ?, 1000, 40, 3, '')"
)
_FILE = (
    "INSERT INTO import_files (import_id, batch_id, source, spec_version, account, file_name,"
    " sha256, size_bytes, format, state, effective_at, first_imported_at, rows_read,"
    " rows_inserted, rows_updated, rows_unchanged, rows_rejected, rows_skipped, actor)"
    " VALUES (?, 1, ?, 1, ?, ?, ?, 1, 'csv', 'imported', '2025-12-01T00:00:00Z',"
    " '2025-12-01T00:00:00Z', 1, 1, 0, 0, 0, 0, 'bench')"
)
_NEEDS = (
    ("orders", "orders", "account"),
    ("ad_performance", "ads", "account"),
    ("settlement_lines", "settlements", "account"),
    ("bank_transactions", "bank", "account_no"),
)


class Shop:
    """The rows of the shop, one table after the other; sums of the wallets are kept on the way."""

    def __init__(self, orders: int) -> None:
        """A shop of that many sales."""
        self.rng = random.Random(8)
        self.orders = orders
        self.settled: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self.sold: list[tuple[str, str, int, str, int]] = []

    def order_rows(self) -> Iterator[tuple[object, ...]]:
        """Every sale, and the courier's row of each that one ships."""
        rng, buyers, order_id = self.rng, max(self.orders * 2 // 3, 1), 0
        for nth in range(self.orders):
            order_id += 1
            day = nth * SPAN // self.orders
            platform, status = rng.choice(_PLATFORMS), rng.choice(_STATUSES)
            number = f"{(nth * 2_654_435_761) % (1 << 32):010d}{platform[:2].upper()}"
            net = rng.randrange(2_000_000, 30_000_000, 100_000)
            done = day + 5 if status == "completed" else None
            cod = platform == "orderonline"
            awb = f"AWB{nth:09d}" if status in ("completed", "rts", "shipped") else None
            self.sold.append((platform, number, day, status, net))
            days = (_DAYS[day], _DAYS[day + 1])
            ends = (_DAYS[done] if done is not None else None,)
            sale, buyer = order_id, rng.randrange(1, buyers + 1)
            yield (
                *(order_id, platform, number, f"{platform}-orders", buyer),
                *(f"{_DAYS[day]}T03:00:00Z", *days, *ends, status, int(cod), awb, None, 1),
                *(net, net, net if cod else None, None),
            )
            if cod and awb:
                order_id += 1
                yield (
                    *(order_id, "mengantar", f"M{number}", "mengantar-orders", buyer),
                    *(f"{_DAYS[day]}T03:00:00Z", *days, *ends, status, 1, awb, number, 1),
                    *(net, net, net, sale),
                )

    def item_rows(self, ids: list[int]) -> Iterator[tuple[object, ...]]:
        """One or two lines of each order."""
        rng = self.rng
        for order_id in ids:
            for line_no in range(1, 3 if rng.random() < 0.4 else 2):
                sku = f"SKU-{rng.randrange(_PRODUCTS)}"
                yield (order_id, line_no, sku, sku, sku, 1, 5_000_000, 5_000_000)

    def line_rows(self) -> Iterator[tuple[object, ...]]:
        """What each finished sale brought, the wallet's own line of it, and some of no order."""
        line_id = 0
        for nth, (platform, number, day, status, net) in enumerate(self.sold):
            if status not in ("completed", "rts") or self.rng.random() < 0.05:
                continue
            line_id += 1
            payer = "mengantar" if platform == "orderonline" else platform
            fee = -net // 10
            gross = net if status == "completed" else 0
            unknown = self.rng.random() < 0.02
            came = day + 7
            at = f"{_DAYS[came]}T04:00:00Z"
            named = f"X{number}" if unknown else number
            order_no = None if payer == "mengantar" else named
            awb = f"AWB{nth:09d}" if payer == "mengantar" and not unknown else None
            self.settled.setdefault((payer, came), []).append((line_id, gross + fee))
            yield (
                *(line_id, f"{payer}-income", f"{named}|revenue", "detail", "revenue", payer),
                *(order_no, awb, gross, fee, 0, gross + fee, at, _DAYS[came]),
            )
            if platform == "tiktok":
                line_id += 1
                yield (
                    *(line_id, "tiktok-balance", f"{named}|w", "wallet", "revenue", payer),
                    *(order_no, None, 0, 0, gross + fee, gross + fee, at, _DAYS[came]),
                )


def fill(db: sqlite3.Connection, orders: int) -> None:
    """Fill an empty warehouse."""
    shop = Shop(orders)
    buyers = max(orders * 2 // 3, 1)
    db.executemany(
        "INSERT INTO customers (customer_id) VALUES (?)", ((n + 1,) for n in range(buyers))
    )
    db.execute(
        "INSERT INTO customer_keys (key, customer_id, confidence)"
        " SELECT 'phone:' || (6281000000000 + customer_id), customer_id, 'certain' FROM customers"
    )
    db.executemany(
        "INSERT INTO product_costs (sku, name, cost_sen, cost_from_date, effective_at)"
        " VALUES (?, 'x', 2000000, '0001-01-01', '2025-01-01T00:00:00Z')",
        ((f"SKU-{n}",) for n in range(_PRODUCTS)),
    )
    db.executemany(_ORDER, shop.order_rows())
    ids = [i for (i,) in db.execute("SELECT order_id FROM orders ORDER BY order_id")]
    db.executemany(_ITEM, shop.item_rows(ids))
    db.executemany(_LINE, shop.line_rows())
    _pay_out(db, shop)
    db.executemany(
        _AD,
        (
            (
                platform,
                f"C{c}",
                _DAYS[d],
                _DAYS[d],
                f"{platform}-ads",
                90_000_00,
            )
            for platform in ("meta", "tiktok", "shopee")
            for c in range(10)
            for d in range(SPAN)
        ),
    )
    line_orders.refresh(db)
    cover(db)
    db.execute("ANALYZE")


def cover(db: sqlite3.Connection) -> None:
    """A file of each source over all days: without one every figure would be unknown."""
    days = (FIRST.toordinal() - date(1970, 1, 1).toordinal(), SPAN + 59)
    db.execute(
        "INSERT INTO import_batches VALUES"
        " (1, '2025-12-01T00:00:00Z', 'bench', 'imported', NULL, NULL)"
    )
    found = [
        (source, account, need)
        for table, need, account in _NEEDS
        for source, account in db.execute(f"SELECT DISTINCT source, {account} FROM {table}")
    ]
    for nth, (source, account, need) in enumerate(found, 1):
        db.execute(_FILE, (nth, source, account, f"{source}.csv", f"{nth:064x}"))
        db.execute(
            "INSERT INTO import_days VALUES (?, ?, ?, ?, ?, 1, 0)",
            (nth, need, account, days[0], days[0] + days[1]),
        )


def _pay_out(db: sqlite3.Connection, shop: Shop) -> None:
    """A withdrawal for each payer and day, its cover, and nine of ten in the bank a day later."""
    (line_id,) = db.execute("SELECT MAX(line_id) FROM settlement_lines").fetchone()
    for nth, ((payer, day), lines) in enumerate(sorted(shop.settled.items()), 1):
        amount = sum(net for _, net in lines)
        if amount <= 0:
            continue
        line_id += 1
        at = f"{_DAYS[day + 1]}T03:00:00Z"
        db.execute(
            _LINE,
            (
                *(line_id, f"{payer}-balance", f"P{nth}", "wallet", "withdraw", payer, None, None),
                *(0, 0, -amount, -amount, at, _DAYS[day + 1]),
            ),
        )
        db.executemany(
            "INSERT INTO payout_covers VALUES (?, ?, ?, 'by_fifo')",
            ((line_id, covered, net) for covered, net in lines),
        )
        if nth % 10 == 0:
            continue
        db.execute(_CREDIT, (nth, _DAYS[day + 2], nth, f"DARI {payer.upper()}", amount))
        db.execute(
            "INSERT INTO matches (match_id, ref, rule, state, made_by, days)"
            " VALUES (?, ?, 'exact_amount', 'booked', 'rule', 1)",
            (nth, f"A{nth}"),
        )
        legs = (
            (nth, "payout", "settlement_lines", f"L{nth}", line_id, amount),
            (nth, "bank", "bank_transactions", f"B{nth}", nth, amount),
        )
        db.executemany("INSERT INTO match_legs VALUES (?, ?, ?, ?, ?, ?)", legs)


def main() -> None:
    """Make the workspace named on the command line."""
    folder, orders = Path(sys.argv[1]), int(sys.argv[2])
    made = set_up(folder).workspace
    db = sqlite3.connect(made.warehouse)
    db.execute("PRAGMA cache_size = -262144")
    with db:
        fill(db, orders)
    db.close()


if __name__ == "__main__":
    main()
