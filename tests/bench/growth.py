"""Ten thousand rows into a small warehouse and into a large one: an import costs what it brings."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path

from bench.measure import interleave
from bench.measure import median
from bench.measure import ratio
from bench.report import goal

_TESTS = Path(__file__).resolve().parents[1]
_OMNI = str(Path(sys.executable).with_name("omni"))
_ROWS = 10_000
_SMALL = 10_000
_FIRST = 100
"""Rows of an import before the measured one: a warehouse that nobody loaded into is all backlog."""


def bench_growth(orders: int, runs: int, room: Path) -> None:
    """The same file into shops of ten thousand and of `orders` orders."""
    file, first = room / "growth.xlsx", room / "first.xlsx"
    write = [sys.executable, "-m", "bench.shopee_file"]
    subprocess.run([*write, str(file), str(_ROWS)], check=True, cwd=_TESTS)
    subprocess.run([*write, str(first), str(_FIRST), "--seed", "7"], check=True, cwd=_TESTS)
    print(f"\n{_ROWS:,} rows into {_SMALL:,} and into {orders:,} orders, median of {runs}")

    def prepare(size: int) -> Callable[[int], Sequence[str]]:
        whole = room / f"shop-{size}"
        make = [sys.executable, "-m", "bench.shop_warehouse", str(whole), str(size)]
        subprocess.run(make, check=True, cwd=_TESTS, capture_output=True)
        load = [_OMNI, "-q", "-w", str(whole), "import", "shopee", str(first)]
        subprocess.run(load, check=True, capture_output=True)

        def copy(_: int) -> Sequence[str]:
            copied = room / f"into-{size}"
            shutil.rmtree(copied, ignore_errors=True)
            shutil.copytree(whole, copied)
            return [_OMNI, "-q", "-w", str(copied), "import", "shopee", str(file)]

        return copy

    used = interleave({"small": prepare(_SMALL), "large": prepare(orders)}, runs)
    for name, usages in used.items():
        one = median(usages)
        print(f"{name:<22}{one.cpu:>8.2f} s CPU{one.peak_mb:>9.0f} MB")
    times = ratio(used["large"], used["small"])
    goal("large / small, CPU", times, "at most 1.3 at 1,000,000 orders", met=times <= 1.3)
