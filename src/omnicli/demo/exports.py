"""The demo's files: what a seller would have in the download folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from pathlib import Path

from omnicli.demo import balance
from omnicli.demo import bank
from omnicli.demo import channel
from omnicli.demo import income
from omnicli.demo import lists
from omnicli.demo import mengantar
from omnicli.demo import meta
from omnicli.demo import orderonline
from omnicli.demo import shopee
from omnicli.demo.cod import Sale
from omnicli.demo.cod import people
from omnicli.demo.cod import sales
from omnicli.demo.money import money
from omnicli.demo.orders import Buyer
from omnicli.demo.orders import Order
from omnicli.demo.orders import buyers
from omnicli.demo.orders import orders
from omnicli.demo.rng import Rng

_LAST_DOWNLOAD = datetime(2025, 9, 20, 9, 0)  # noqa: DTZ001 - local time, as exports print it
_MID_DOWNLOAD = datetime(2025, 8, 31, 23, 59)  # noqa: DTZ001
_JULY_DOWNLOAD = datetime(2025, 8, 15, 9, 0)  # noqa: DTZ001
_FIRST_DAY = date(2024, 8, 1)
_BEFORE_JULY = date(2025, 6, 30)
_MONEY_TO = date(2025, 9, 19)
_NEW_YEAR = date(2025, 1, 1)
_SHOPEE = (58, 62, 66, 73, 92, 67, 80, 108, 95, 120, 140)
"""Orders of each month from August 2024 to June 2025; twin dates and Ramadan sell more."""
_COD = (24, 27, 31, 36, 44, 35, 42, 58, 47, 61, 66, 72, 78)
"""The same of the form, to August 2025."""


@dataclass(frozen=True, slots=True)
class DemoExports:
    """Paths of the files that were written, by the part they play in the demo."""

    first: tuple[Path, ...]
    """A year of orders, parcels and ads; August of Shopee as it was on its last evening."""
    newer: Path
    """August's Shopee orders downloaded again three weeks later: most are completed by then."""
    broken: Path
    """A download that stopped half way."""
    money: tuple[Path, ...]
    """What Shopee and the courier service paid, and the bank account, up to the evening before."""
    lists: tuple[Path, ...]
    """What the shop's people keep themselves: products and their costs, stock, campaigns, …"""
    channel: tuple[Path, ...]
    """What Shopee counts of the shop: visitors and LIVEs, August's products and affiliates."""


def write_exports(folder: Path, seed: int) -> DemoExports:
    """Write the files into `folder`; the same seed gives the same orders on every machine."""
    rng = Rng(seed)
    pool = buyers(rng, 420)
    july = orders(rng, 2025, 7, 246, pool[:260])
    august = orders(rng, 2025, 8, 263, pool[120:])
    earlier = _earlier(Rng(seed + 1), pool)
    months = [(*_month(n), count) for n, count in enumerate(_COD)]
    cod = sales(Rng(seed + 2), months, people(Rng(seed + 3), sum(_COD)))
    newer = shopee.workbook(shopee.rows(august, _LAST_DOWNLOAD))
    first = {
        "Order.all.20240801_20250630.csv": shopee.export(shopee.rows(earlier, _JULY_DOWNLOAD)),
        "Order.all.20250701_20250731.xlsx": shopee.workbook(shopee.rows(july, _JULY_DOWNLOAD)),
        "Order.all.20250801_20250831.xlsx": shopee.workbook(shopee.rows(august, _MID_DOWNLOAD)),
        "orderonline-2024-08_2025-08.csv": orderonline.export(cod),
        "mengantar-orders-2024-08_2025-08.csv": mengantar.shipments(cod, _LAST_DOWNLOAD),
        "Laporan-iklan-2025-07.csv": _ads(rng, date(2025, 7, 1), date(2025, 7, 31)),
        "Laporan-iklan-2025-08.csv": _ads(rng, date(2025, 8, 1), date(2025, 8, 31)),
        "Laporan-iklan-2024-08_2025-06.csv": meta.report(
            Rng(seed + 4), _FIRST_DAY, _BEFORE_JULY, percent=55
        ).encode(),
    }
    parts = (
        first,
        {"Order.all.20250801_20250831 (1).xlsx": newer},
        {"Order.all.20250801_20250831 (2).xlsx": newer[: len(newer) // 2]},
        _money(seed, (*earlier, *july), august, cod),
        lists.files(Rng(seed + 5), cod),
        channel.files(Rng(seed + 6), july, august),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (pair for part in parts for pair in part.items()):
        (folder / name).write_bytes(data)
    placed = [tuple(folder / name for name in part) for part in parts]
    begin, (newer_file,), (broken,), money_, kept, counted = placed
    return DemoExports(begin, newer_file, broken, money_, kept, counted)


def _month(number: int) -> tuple[int, int]:
    """The year and month so many months after the first."""
    months = _FIRST_DAY.year * 12 + _FIRST_DAY.month - 1 + number
    return months // 12, months % 12 + 1


def _earlier(rng: Rng, later: Sequence[Buyer]) -> list[Order]:
    """The Shopee orders before July; some of their buyers buy in summer, too."""
    pool = [*buyers(rng, 900, start=1_000), *later[:90]]
    found = []
    for number, count in enumerate(_SHOPEE):
        known = pool[number * 70 : number * 70 + 210]
        found += orders(rng, *_month(number), count, known)
    return found


def _money(
    seed: int, before: Sequence[Order], august: Sequence[Order], cod: Sequence[Sale]
) -> dict[str, bytes]:
    """Income and balance of Shopee, the balance of the courier service, the bank account."""
    until = datetime.combine(_MONEY_TO, time.max)
    flow = money(Rng(seed), before, august, until)
    parcels = mengantar.balance(cod, until)
    days = _FIRST_DAY, _MONEY_TO
    span = f"{_FIRST_DAY:%Y%m%d}_{_MONEY_TO:%Y%m%d}"
    moved = bank.entries(Rng(seed), flow, parcels, *days)
    old = [entry for entry in moved if entry.day < _NEW_YEAR]
    new = [entry for entry in moved if entry.day >= _NEW_YEAR]
    eve = _NEW_YEAR - timedelta(days=1)
    carried = bank.OPENING + sum(entry.sen for entry in old)
    return {
        f"Income.sudah dilepas.id.{span}.xlsx": income.workbook(flow, *days),
        f"my_balance_transaction_report.shopee.{span}.xlsx": balance.workbook(flow, *days),
        f"Invoice-mengantar_{span}.csv": mengantar.invoice(parcels),
        "Mutasi_BCA_2024.csv": bank.statement(old, bank.OPENING, _FIRST_DAY, eve).encode(),
        "Mutasi_BCA_2025.csv": bank.statement(new, carried, _NEW_YEAR, _MONEY_TO).encode(),
    }


def _ads(rng: Rng, first: date, last: date) -> bytes:
    return meta.report(rng, first, last).encode()
