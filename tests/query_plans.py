"""How SQLite answers every metric on a filled, analysed warehouse: the plan, and its cost.

A cost is counted in steps of SQLite's virtual machine: the same on every machine, however busy.

`python tests/query_plans.py` writes the golden `tests/metrics/plans.txt` anew.
"""

import re
import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.shop_warehouse import fill
from omnicli.metrics.catalog import newest
from omnicli.metrics.header import MetricSpec
from speed import migrated

GOLDEN = Path(__file__).parent / "metrics" / "plans.txt"
ORDERS = 3000
DAYS = {"from_date": "2025-06-01", "to_date": "2025-07-01", "as_of": "2025-06-30"}
YEARS = {"from_date": "2023-09-01", "to_date": "2025-09-01", "as_of": "2025-08-31"}
MEASURED = 2000
"""Orders of the warehouse in which costs are counted; half of them in the other."""
STEP = 1000
"""Steps of the virtual machine between two looks."""
_LOOP = re.compile(r"(SCAN|SEARCH) (\w+)")


@dataclass(frozen=True)
class Step:
    """A line of EXPLAIN QUERY PLAN."""

    number: int
    parent: int
    text: str


def filled(orders: int = ORDERS) -> sqlite3.Connection:
    """A small warehouse of every kind of row, analysed."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrated(db)
    fill(db, orders)
    return db


def plans(db: sqlite3.Connection) -> dict[str, list[Step]]:
    """How SQLite would run each metric; values that are bound, as a basis is, do not count."""
    found = {}
    for spec in newest():
        params = dict.fromkeys(spec.params)
        rows = db.execute(f"EXPLAIN QUERY PLAN {spec.sql}", params)
        found[spec.name] = [Step(number, parent, text) for number, parent, _, text in rows]
    return found


def bound(spec: MetricSpec, basis: str, days: Mapping[str, str]) -> dict[str, str | None]:
    """The parameters of a metric for a period."""
    given = {**days, "basis": basis}
    return {name: given.get(name, param.default) for name, param in spec.params.items()}


def cost(
    db: sqlite3.Connection, sql: str, params: Mapping[str, str | None], limit: int = 10**9
) -> int:
    """The steps that an answer takes; stopped at `limit`, which is then what it took at least."""
    looks = 0

    def look() -> bool:
        nonlocal looks
        looks += 1
        return looks * STEP >= limit

    db.set_progress_handler(look, STEP)
    try:
        for _ in db.execute(sql, params):
            pass
    except sqlite3.OperationalError as fault:
        if fault.args != ("interrupted",):
            raise
    finally:
        db.set_progress_handler(None, 0)
    return looks * STEP


def inner_scans(steps: list[Step]) -> Iterator[str]:
    """What is read whole once for each row of something else: loops that are not the outermost.

    The pieces of one JSON value are no table: the schema has no virtual ones.
    """
    outermost: set[int] = set()
    for step in steps:
        loop = _LOOP.match(step.text)
        if loop is None:
            continue
        if step.parent in outermost and loop[1] == "SCAN" and "VIRTUAL TABLE" not in step.text:
            yield loop[2]
        outermost.add(step.parent)


def loops(steps: list[Step]) -> list[str]:
    """The loops of a plan in order, each as often as it stands there; constants left out."""
    found = [s.text for s in steps if _LOOP.match(s.text) and "CONSTANT ROW" not in s.text]
    return list(dict.fromkeys(found))


def everything(found: Mapping[str, list[Step]]) -> str:
    """The plans of all metrics, with the SQLite they are of."""
    parts = [f"SQLite {sqlite3.sqlite_version}\n"]
    for name, steps in found.items():
        parts.append(f"{name}\n" + "".join(f"  {text}\n" for text in loops(steps)))
    return "\n".join(parts)


if __name__ == "__main__":
    GOLDEN.write_text(everything(plans(filled())), "utf-8")
