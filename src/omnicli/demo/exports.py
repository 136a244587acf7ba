"""The demo's files: what a seller would have in the download folder."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path

from omnicli.demo import balance
from omnicli.demo import bank
from omnicli.demo import income
from omnicli.demo import meta
from omnicli.demo import shopee
from omnicli.demo.dice import Dice
from omnicli.demo.money import money
from omnicli.demo.orders import buyers
from omnicli.demo.orders import orders

_LAST_DOWNLOAD = datetime(2025, 9, 20, 9, 0)  # noqa: DTZ001 - local time, as exports print it
_MID_DOWNLOAD = datetime(2025, 8, 31, 23, 59)  # noqa: DTZ001
_JULY_DOWNLOAD = datetime(2025, 8, 15, 9, 0)  # noqa: DTZ001
_MONEY_FROM = date(2025, 7, 1)
_MONEY_TO = date(2025, 9, 19)


@dataclass(frozen=True, slots=True)
class DemoExports:
    """Paths of the files that were written, by the part they play in the demo."""

    first: tuple[Path, ...]
    """Two months of orders and ads, as downloaded on the last evening of August."""
    newer: Path
    """August's orders downloaded again three weeks later: most are completed by then."""
    broken: Path
    """A download that stopped half way."""
    money: tuple[Path, ...]
    """What Shopee released, its balance, and the bank account, up to the evening before."""


def write_exports(folder: Path, seed: int) -> DemoExports:
    """Write the files into `folder`; the same seed gives the same orders on every machine."""
    dice = Dice(seed)
    pool = buyers(dice, 420)
    july = orders(dice, 2025, 7, 246, pool[:260])
    august = orders(dice, 2025, 8, 263, pool[120:])
    newer = shopee.workbook(shopee.rows(august, _LAST_DOWNLOAD))
    until = datetime.combine(_MONEY_TO, time.max)
    flow = money(Dice(seed), july, august, until)
    days = _MONEY_FROM, _MONEY_TO
    span = f"{_MONEY_FROM:%Y%m%d}_{_MONEY_TO:%Y%m%d}"
    files = {
        "Order.all.20250701_20250731.xlsx": shopee.workbook(shopee.rows(july, _JULY_DOWNLOAD)),
        "Order.all.20250801_20250831.xlsx": shopee.workbook(shopee.rows(august, _MID_DOWNLOAD)),
        "Laporan-iklan-2025-07.csv": _ads(dice, date(2025, 7, 1), date(2025, 7, 31)),
        "Laporan-iklan-2025-08.csv": _ads(dice, date(2025, 8, 1), date(2025, 8, 31)),
        "Order.all.20250801_20250831 (1).xlsx": newer,
        "Order.all.20250801_20250831 (2).xlsx": newer[: len(newer) // 2],
        f"Income.sudah dilepas.id.{span}.xlsx": income.workbook(flow, *days),
        f"my_balance_transaction_report.shopee.{span}.xlsx": balance.workbook(flow, *days),
        f"Mutasi_BCA_{span}.csv": bank.statement(Dice(seed), flow, *days).encode(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    paths = [folder / name for name in files]
    return DemoExports(
        first=tuple(paths[:4]), newer=paths[4], broken=paths[5], money=tuple(paths[6:])
    )


def _ads(dice: Dice, first: date, last: date) -> bytes:
    return meta.report(dice, first, last).encode()
