"""A warehouse of one shop's money: as many settlement lines as orders, payouts, bank credits.

`python -m bench.money_warehouse FOLDER ORDERS PAYOUTS` makes the workspace FOLDER. The same numbers
give the same rows. Nine tenths of what came in is paid out, a day later it is in the bank.
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

FIRST = date(2023, 1, 1)
SPAN = 1000

_ORDER = (
    "INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key, status,"
    " ordered_date, completed_date, awb, net_revenue_sen, effective_at)"
    " VALUES ('shopee', 'main', ?, 'shopee-orders', 1, 'k', 'completed', ?, ?, ?, 500, '')"
)
_LINE = (
    "INSERT INTO settlement_lines (source, account, line_key, ledger, kind, platform, order_no,"
    " gross_sen, net_sen, occurred_date, effective_at)"
    " VALUES ('shopee-income', 'main', ?, 'detail', 'revenue', 'shopee', ?, ?, ?, ?, '')"
)
_PAYOUT = (
    "INSERT INTO settlement_lines (source, account, line_key, ledger, kind, platform, other_sen,"
    " net_sen, occurred_at, occurred_date, effective_at)"
    " VALUES ('shopee-balance', 'main', ?, 'wallet', 'withdraw', 'shopee', ?, ?, ?, ?, '')"
)
_CREDIT = (
    "INSERT INTO bank_transactions (source, bank, account_no, posted_date, seq,"
    " description, credit_sen, effective_at)"
    " VALUES ('mandiri', 'mandiri', '1370012345678', ?, ?, 'DARI SHOPEE INDONESIA', ?, '')"
)


def _day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def _number(nth: int) -> str:
    """An order number; neighbours in time are no neighbours in the index."""
    return f"{(nth * 2_654_435_761) % (1 << 32):010d}SX"


def _payouts(orders: int, payouts: int, nets: list[int]) -> Iterator[tuple[int, int]]:
    """(day, sen) of each payout."""
    step, came, paid = max(orders // payouts, 1), 0, 0
    for nth in range(orders):
        came += nets[nth]
        if nth % step == step - 1:
            amount = came * 9 // 10 - paid
            paid += amount
            yield nth * SPAN // orders + 8, amount


def fill(db: sqlite3.Connection, orders: int, payouts: int) -> None:
    """Fill an empty warehouse."""
    rng = random.Random(8)
    nets = [rng.randrange(2_000_000, 9_000_000, 100) for _ in range(orders)]
    days = [nth * SPAN // orders for nth in range(orders)]
    db.execute("INSERT INTO customers (customer_id) VALUES (1)")
    db.executemany(
        _ORDER,
        ((_number(n), _day(d), _day(d + 5), f"SPX{_number(n)}") for n, d in enumerate(days)),
    )
    db.executemany(
        _LINE,
        (
            (f"{_number(n)}|revenue", _number(n), nets[n], nets[n], _day(d + 7))
            for n, d in enumerate(days)
        ),
    )
    for nth, (day, amount) in enumerate(_payouts(orders, payouts, nets)):
        at = f"{_day(day)}T03:00:00Z"
        db.execute(_PAYOUT, (f"{at}|{nth}", -amount, -amount, at, _day(day)))
        db.execute(_CREDIT, (_day(day + 1), nth, amount))


def main() -> None:
    """Make the workspace named on the command line."""
    folder, orders, payouts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    made = set_up(folder).workspace
    db = sqlite3.connect(made.warehouse)
    with db:
        fill(db, orders, payouts)
        line_orders.refresh(db)
    db.close()


if __name__ == "__main__":
    main()
