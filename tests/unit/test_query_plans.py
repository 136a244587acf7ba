"""How metrics are answered: nothing big is read whole for each row of something else."""

import sqlite3
from collections.abc import Iterator

import pytest

import query_plans
from omnicli.metrics.catalog import newest
from omnicli.metrics.header import MetricSpec

SMALL = {
    "a": "the sum of ads: one row",
    "c": "the day that ages count to: one row",
    "d": "units sold in 28 days: one row per SKU",
    "k": "sources: a dozen",
    "n": "closed months, or the calendar being counted up",
    "med": "medians of ad sets: one per platform and kind of result",
    "p": "the steps of the waterfall: 24",
    "fields": "rules of claims in omni.toml: a handful",
    "rules": "the same",
    "s": "settings: one row",
    "t": "totals of the period: one row",
    "v": "settings: one row",
    "w": "words of reasons: fifty",
    "b": "payouts of the period beside the bank's",
    "every": "all known ends together: one row",
    "newest_day": "the day that ages count to: one row",
    "pair": "kinds of pairs: eight",
    "zone": "settings: one row",
    "x": "near misses of open payouts",
}
"""Alias of what may be read whole inside a join → what it is."""

ASKED = [
    pytest.param(spec, basis, id=f"{spec.name}-{basis}")
    for spec in newest()
    for basis in (spec.params["basis"].choices if "basis" in spec.params else ("",))
]


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    connection = query_plans.filled()
    yield connection
    connection.close()


@pytest.mark.parametrize(("spec", "basis"), ASKED)
def test_nothing_big_is_read_whole_inside_a_join(
    db: sqlite3.Connection, spec: MetricSpec, basis: str
) -> None:
    inside = query_plans.inner_scans(query_plans.plan(db, spec, basis))

    assert set(inside) <= set(SMALL)


def test_a_big_table_inside_a_join_is_found(db: sqlite3.Connection) -> None:
    sql = (
        "EXPLAIN QUERY PLAN SELECT COUNT(*) FROM orders AS o"
        " JOIN settlement_lines AS l ON l.net_sen + 0 > o.order_id + 0"
    )
    steps = [query_plans.Step(n, parent, text) for n, parent, _, text in db.execute(sql)]

    assert len(list(query_plans.inner_scans(steps))) == 1


def test_the_plans_are_those_that_were_looked_at(db: sqlite3.Connection) -> None:
    golden = query_plans.GOLDEN.read_text("utf-8")
    if not golden.startswith(f"SQLite {sqlite3.sqlite_version}\n"):
        pytest.skip("the golden plans are another SQLite's")

    assert query_plans.everything(db) == golden
