"""How metrics are answered: nothing big is read whole for each row of something else."""

import sqlite3
import tomllib
from collections.abc import Iterator

import pytest

import query_plans
from omnicli.metrics.catalog import newest
from omnicli.metrics.header import MetricSpec

_EXCEPTIONS = tomllib.loads(query_plans.GOLDEN.with_suffix(".toml").read_text("utf-8"))
SMALL: dict[str, dict[str, str]] = _EXCEPTIONS["small"]
WHOLE_PAST: dict[str, str] = _EXCEPTIONS["whole_past"]

GROWTH = 3
"""Twice the orders may take that many times the steps; what is read once per row takes four."""
MONTH = 0.2
"""What a month of twenty-four may cost of the whole: its customers' first orders lie outside."""
SLACK = 100_000
"""Steps that do not count: what is read whatever there is, as the days that files cover."""

ASKED = [
    pytest.param(spec, basis, id=f"{spec.name}-{basis}")
    for spec in newest()
    for basis in (spec.params["basis"].choices if "basis" in spec.params else ("",))
]


@pytest.fixture(scope="module")
def plans() -> dict[str, list[query_plans.Step]]:
    connection = query_plans.filled()
    try:
        return query_plans.plans(connection)
    finally:
        connection.close()


def test_nothing_big_is_read_whole_inside_a_join(plans: dict[str, list[query_plans.Step]]) -> None:
    inside = {name: set(query_plans.inner_scans(steps)) for name, steps in plans.items()}
    small = {name: set(SMALL.get(name, {})) for name in plans}
    assert {name: big for name, found in inside.items() if (big := found - small[name])} == {}


def test_the_plans_are_those_that_were_looked_at(
    plans: dict[str, list[query_plans.Step]],
) -> None:
    golden = query_plans.GOLDEN.read_text("utf-8")
    if not golden.startswith(f"SQLite {sqlite3.sqlite_version}\n"):
        pytest.skip("the golden plans are another SQLite's")

    assert query_plans.everything(plans) == golden


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    connection = query_plans.filled(query_plans.MEASURED)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def half() -> Iterator[sqlite3.Connection]:
    connection = query_plans.filled(query_plans.MEASURED // 2)
    yield connection
    connection.close()


@pytest.mark.parametrize(("spec", "basis"), ASKED)
def test_twice_the_orders_cost_twice_and_a_month_costs_a_month(
    db: sqlite3.Connection, half: sqlite3.Connection, spec: MetricSpec, basis: str
) -> None:
    years = query_plans.bound(spec, basis, query_plans.YEARS)
    allowed = _allowed(half, spec.sql, years)
    whole = query_plans.cost(db, spec.sql, years, allowed + query_plans.STEP)
    assert whole <= allowed

    if spec.name not in WHOLE_PAST and "to_date" in spec.params:
        days = query_plans.bound(spec, basis, query_plans.DAYS)
        assert query_plans.cost(db, spec.sql, days) <= MONTH * whole + SLACK


def test_what_reads_a_table_once_per_row_of_another_is_found_to_grow(
    db: sqlite3.Connection, half: sqlite3.Connection
) -> None:
    sql = (
        "SELECT COUNT(*) FROM orders AS o"
        " JOIN settlement_lines AS l ON l.net_sen + 0 > o.order_id + 1000000000000"
    )

    allowed = _allowed(half, sql, {})
    assert query_plans.cost(db, sql, {}, allowed + query_plans.STEP) > allowed


def _allowed(half: sqlite3.Connection, sql: str, params: dict[str, str | None]) -> int:
    """The steps that twice the orders may take."""
    return int(GROWTH * query_plans.cost(half, sql, params)) + SLACK


def test_a_big_table_inside_a_join_is_found(db: sqlite3.Connection) -> None:
    sql = (
        "EXPLAIN QUERY PLAN SELECT COUNT(*) FROM orders AS o"
        " JOIN settlement_lines AS l ON l.net_sen + 0 > o.order_id + 0"
    )
    steps = [query_plans.Step(n, parent, text) for n, parent, _, text in db.execute(sql)]

    assert len(list(query_plans.inner_scans(steps))) == 1
