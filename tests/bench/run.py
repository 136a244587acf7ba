"""`just bench`: import, start-up and questions, beside pipelines by hand, pandas and DuckDB.

Prints figures and the goals they are held against; it never fails because of a figure. It does fail
when the contestants do not store the same orders, because then the figures mean nothing.
"""

import argparse
import importlib.util
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path

from bench.csv_jobs import JOBS
from bench.csv_sources import bench_csv
from bench.growth import bench_growth
from bench.measure import Usage
from bench.measure import interleave
from bench.measure import median
from bench.measure import ratio
from bench.metrics import bench_metrics
from bench.pdf_pages import bench_pdf
from bench.report import goal
from bench.report import versions
from bench.small_files import bench_small
from bench.small_files import bench_warnings
from bench.xlsx_writers import WRITERS

HERE = Path(__file__).parent
OMNI = str(Path(sys.executable).with_name("omni"))

Contestants = dict[str, Callable[[int], Sequence[str]]]
Results = dict[str, list[Usage]]


def _script(name: str, file: Path, room: Path) -> Callable[[int], Sequence[str]]:
    def prepare(number: int) -> Sequence[str]:
        target = room / f"{name}-{number}.db"
        return [sys.executable, str(HERE / f"{name}.py"), str(file), str(target)]

    return prepare


def _omni(file: Path, room: Path) -> Callable[[int], Sequence[str]]:
    def prepare(number: int) -> Sequence[str]:
        workspace = room / f"omni-{number}"
        subprocess.run([OMNI, "init", str(workspace)], check=True, capture_output=True)
        return [OMNI, "-q", "-w", str(workspace), "import", "shopee", str(file)]

    return prepare


def _stored(database: Path, query: str) -> tuple[object, ...]:
    db = sqlite3.connect(database)
    try:
        return tuple(db.execute(query).fetchone())
    finally:
        db.close()


def _check_same(room: Path) -> None:
    """omni and the hand-written pipeline must hold the same orders, items and rupiah."""
    by_hand = _stored(
        room / "by_hand-0.db",
        "SELECT (SELECT COUNT(*) FROM orders), COUNT(*), SUM(quantity), SUM(subtotal) FROM items",
    )
    omni = _stored(
        room / "omni-0" / "warehouse.db",
        "SELECT (SELECT COUNT(*) FROM orders), COUNT(*), SUM(quantity), SUM(subtotal_sen) / 100"
        " FROM order_items",
    )
    if by_hand != omni:
        raise SystemExit(f"not the same work: by hand {by_hand}, omni {omni}")
    print(f"both stored: orders, items, units, rupiah = {omni}")


def _table(results: Results, reference: str) -> None:
    print(f"{'':<22}{'CPU s':>8}{'ratio':>8}{'wall s':>8}{'peak MB':>9}")
    for name, usages in results.items():
        used, times = median(usages), ratio(usages, results[reference])
        print(f"{name:<22}{used.cpu:>8.2f}{times:>8.2f}{used.wall:>8.2f}{used.peak_mb:>9.0f}")


def bench_import(
    rows: int, runs: int, room: Path, writer: str, *, exact: bool = False, pandas: bool = True
) -> None:
    """One generated file into each contestant's database."""
    room.mkdir()
    file = room / "shopee.xlsx"
    # In a process of its own: a child's peak memory starts at its parent's.
    write = [sys.executable, "-m", "bench.shopee_file", str(file), str(rows), "--writer", writer]
    subprocess.run([*write, "--exact"] if exact else write, check=True, cwd=HERE.parent)
    size = file.stat().st_size / 1e6
    kind = f"{writer}, cells that need the exact look in each row" if exact else writer
    print(
        f"\nimport of {rows:,} Shopee rows ({kind}, {size:.1f} MB), median of {runs}, interleaved"
    )
    contestants: Contestants = {
        "by hand": _script("by_hand", file, room),
        "omni import": _omni(file, room),
    }
    if pandas and importlib.util.find_spec("pandas") and importlib.util.find_spec("openpyxl"):
        contestants["pandas + openpyxl"] = _script("by_pandas", file, room)
    used = interleave(contestants, runs)
    _table(used, "by hand")
    _check_same(room)
    times, most = ratio(used["omni import"], used["by hand"]), 2.2 if exact else 1.8
    bound = f"at most {most} from 30,000 rows on"
    goal("omni / by hand, CPU", times, bound, met=times <= most)
    if "pandas + openpyxl" in used:
        times = ratio(used["pandas + openpyxl"], used["omni import"])
        goal("pandas / omni, CPU", times, "at least 4 at 100,000 rows", met=times >= 4)
    shutil.rmtree(room)


def bench_money(orders: int, runs: int, room: Path) -> None:
    """One shop's orders, settlement lines, payouts and bank credits, matched."""
    payouts = max(orders // 500, 1)
    whole = room / "money"
    make = [sys.executable, "-m", "bench.money_warehouse", str(whole), str(orders), str(payouts)]
    subprocess.run(make, check=True, cwd=HERE.parent, capture_output=True)
    size = (whole / "warehouse.db").stat().st_size / 1e6
    print(
        f"\nreconciling {orders:,} orders, {orders:,} lines, {payouts:,} payouts ({size:.0f} MB),"
        f" median of {runs}, interleaved"
    )

    def prepare(name: str, script: str, target: str) -> Callable[[int], Sequence[str]]:
        def copy(_: int) -> Sequence[str]:
            copied = room / name
            shutil.rmtree(copied, ignore_errors=True)
            shutil.copytree(whole, copied)
            return [sys.executable, str(HERE / f"{script}.py"), str(copied / target)]

        return copy

    contestants: Contestants = {
        "bare SQL joins": prepare("money-sql", "money_by_sql", "warehouse.db"),
        "omni": prepare("money-omni", "money_by_omni", ""),
    }
    used = interleave(contestants, runs)
    _table(used, "bare SQL joins")
    figures = [_stored(room / n / "warehouse.db", "SELECT * FROM figures") for n in _MONEY]
    if figures[0] != figures[1]:
        raise SystemExit(f"not the same work: SQL {figures[0]}, omni {figures[1]}")
    print(f"both found: lines with an order, sen of them, sen paid out, in bank = {figures[1]}")
    times = ratio(used["omni"], used["bare SQL joins"])
    goal("omni / bare SQL joins, CPU", times, "at most 3 at 1,000,000 orders", met=times <= 3)


_MONEY = ("money-sql", "money-omni")


def bench_help(runs: int) -> None:
    """Start-up: `omni --help` beside the bare import of the library it is built on."""
    print(f"\nstart-up, median of {runs}, interleaved")
    contestants: Contestants = {
        "python -c pass": lambda _: [sys.executable, "-c", "pass"],
        "import typer": lambda _: [sys.executable, "-c", "import typer"],
        "omni --help": lambda _: [OMNI, "--help"],
    }
    used = interleave(contestants, runs)
    _table(used, "import typer")
    times = ratio(used["omni --help"], used["import typer"])
    goal("omni --help / import typer, CPU", times, "at most 1.5", met=times <= 1.5)


_WHAT = ("import", "small", "growth", "help", "csv", "pdf", "reconcile", "metrics")


def _imports(given: argparse.Namespace, room: Path) -> None:
    """Every writer; pandas beside the first alone, it takes ten times as long."""
    rows = min(given.rows, 30_000) if given.quick else given.rows
    runs = 1 if given.quick else given.runs
    for writer in WRITERS:
        first = writer == next(iter(WRITERS)) and not given.quick
        bench_import(rows, runs, room / writer, writer, pandas=first)
    exact = ("resaved",) if given.quick else tuple(WRITERS)
    for writer in exact:
        bench_import(rows, runs, room / f"{writer}-exact", writer, exact=True, pandas=False)


def main() -> None:
    """Parse the sizes, run what is asked in a folder that goes away."""
    parser = argparse.ArgumentParser(prog="just bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="two minutes: smaller, fewer runs")
    parser.add_argument("--only", choices=_WHAT)
    parser.add_argument("--source", action="append", choices=sorted(JOBS), help="for --only csv")
    given = parser.parse_args()
    print(versions())
    with tempfile.TemporaryDirectory(prefix="omni-bench-") as folder:
        room = Path(folder)
        if given.only in (None, "import"):
            _imports(given, room)
        if given.only in (None, "small"):
            bench_small(30 if given.quick else 150, room)
            bench_warnings(2_000 if given.quick else 7_000, room)
        if given.only in (None, "help"):
            bench_help(max(given.runs, 1) * (1 if given.quick else 3))
        if given.only in (None, "metrics"):
            bench_metrics(20_000 if given.quick else given.rows, room, quick=given.quick)
        if given.only == "growth":
            bench_growth(given.rows, given.runs, room)
        if given.only == "reconcile":
            bench_money(given.rows, given.runs, room)
        if given.only == "pdf":
            bench_pdf(max(given.rows // 200, 1), given.runs, room)
        if given.only == "csv":
            bench_csv(given.source or list(JOBS), given.rows, given.runs, room)


if __name__ == "__main__":
    main()
