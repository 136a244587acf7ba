"""Every metric × basis of a generated shop, and DuckDB over the same SQLite file where installed.

The SQL is the same: DuckDB gets our views and metrics as they stand, in its own spelling of
parameters. What it does not take is counted and named: that is what has to be rewritten to move.
"""

import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.metric_times import answers
from bench.metric_times import questions
from bench.metric_times import timed
from bench.over_duckdb import Duck
from bench.report import goal
from omnicli.warehouse.connect import connect
from omnicli.workspace import find_workspace

_TESTS = Path(__file__).resolve().parents[1]
_LIMIT = 20.0
_MONTH = 3.0
_TIMES = 3.0
_SHOWN = 8


def bench_metrics(orders: int, room: Path, *, quick: bool = False) -> None:
    """One month of every metric, two years as well unless quick."""
    folder = room / "shop"
    make = [sys.executable, "-m", "bench.shop_warehouse", str(folder), str(orders)]
    subprocess.run(make, check=True, cwd=_TESTS, capture_output=True)
    file = find_workspace(folder).warehouse
    db, duck = connect(file, readonly=True), Duck.over(file)
    print(f"\nevery metric of {orders:,} orders, CPU seconds; at most {_LIMIT:.0f} each")
    slowest: list[tuple[float, str]] = []
    beside: list[tuple[float, str]] = []
    for spec, basis, period, params in questions([]):
        if quick and period == "years":
            continue
        name = f"{spec.name} {basis} {period}".replace("  ", " ")
        cpu, rows = timed(db, partial(answers, db, spec.sql, params), _LIMIT)
        slowest.append((cpu, name if rows is not None else f"{name} (stopped)"))
        other = duck.cpu(spec.sql, params, rows) if duck and rows is not None else None
        if other and period == "month" and cpu > 0.05:
            beside.append((cpu / other, name))
    for cpu, name in sorted(slowest, reverse=True)[:_SHOWN]:
        print(f"  {cpu:6.2f}  {name}")
    worst = max(cpu for cpu, name in slowest if " month" in name)
    goal("slowest question of one month, s", worst, "at most 3 at 1,000,000", met=worst <= _MONTH)
    if duck is None:
        print("  duckdb and its SQLite extension are not installed here: left out")
        return
    print(f"  DuckDB: {duck.summary()}")
    for times, name in sorted(beside, reverse=True)[:_SHOWN]:
        print(f"  {times:6.2f} × DuckDB  {name}")
    if beside:
        most = max(beside)[0]
        goal("SQLite / DuckDB, one month", most, "at most 3 at 1,000,000", met=most <= _TIMES)
