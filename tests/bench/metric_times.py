"""CPU of every metric × basis × one month and two years on a filled warehouse.

`python -m bench.metric_times FOLDER [NAME…] [--period month|years] [--limit SECONDS]` asks the
workspace that `bench.shop_warehouse` made, on a read-only connection. What takes longer than the
limit is stopped and said to.
"""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from omnicli.metrics.catalog import newest
from omnicli.metrics.header import MetricSpec
from omnicli.warehouse.connect import connect
from omnicli.workspace import find_workspace

MONTH = {"from_date": "2025-06-01", "to_date": "2025-07-01", "as_of": "2025-06-30"}
YEARS = {"from_date": "2023-09-01", "to_date": "2025-09-01", "as_of": "2025-08-31"}
Rows = list[tuple[object, ...]]


def questions(names: list[str]) -> Iterator[tuple[MetricSpec, str, str, dict[str, str]]]:
    """(metric, basis, period, parameters) of everything there is to ask."""
    for spec in newest():
        if names and spec.name not in names:
            continue
        bases = spec.params["basis"].choices if "basis" in spec.params else ("",)
        for basis in bases:
            for period, days in (("month", MONTH), ("years", YEARS)):
                given = {**days, "basis": basis}
                yield spec, basis, period, _bound(spec, given)


def _bound(spec: MetricSpec, given: Mapping[str, str]) -> dict[str, str]:
    return {name: given.get(name, str(param.default)) for name, param in spec.params.items()}


def answers(db: sqlite3.Connection, sql: str, params: Mapping[str, str]) -> Rows:
    """The rows of a question."""
    return db.execute(sql, params).fetchall()


def timed(
    db: sqlite3.Connection, run: Callable[[], Rows], limit: float
) -> tuple[float, Rows | None]:
    """CPU seconds of one run, and its rows, or None if it was stopped at the limit."""
    start = time.process_time()
    db.set_progress_handler(lambda: time.process_time() - start > limit, 1_000_000)
    try:
        rows = run()
    except sqlite3.OperationalError as fault:
        if fault.args != ("interrupted",):
            raise
        return time.process_time() - start, None
    finally:
        db.set_progress_handler(None, 0)
    return time.process_time() - start, rows


def main() -> None:
    """Print one line per question."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--period", choices=("month", "years"))
    asked.add_argument("--limit", type=float, default=60.0)
    args = asked.parse_args()
    file = find_workspace(args.folder).warehouse
    db = connect(file, readonly=True)
    for spec, basis, period, params in questions(args.names):
        if args.period not in (None, period):
            continue
        cpu, rows = timed(db, partial(answers, db, spec.sql, params), args.limit)
        found = "stopped" if rows is None else f"{len(rows):8} rows"
        line = f"{spec.name:24} {basis:10} {period:6} {cpu:7.2f} s {found}"
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
