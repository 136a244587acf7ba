"""Shared SQL: expanded in front of a metric's own, each expression once, after what it needs."""

import re
import sqlite3

import pytest

from omnicli.metrics.catalog import get
from omnicli.metrics.catalog import newest
from omnicli.metrics.drill import drill_of
from omnicli.metrics.shared import expand
from omnicli.metrics.shared import needed
from omnicli.metrics.shared import shared

TEXTS = {
    "one": "-- The first.\nSELECT 1 AS n",
    "two": "-- needs: one\nSELECT o.n + 1 AS n FROM one AS o",
    "three": "-- needs: two\n-- needs: one\nSELECT t.n + o.n AS n FROM two t CROSS JOIN one o",
}


def run(sql: str) -> list[tuple[object, ...]]:
    return sqlite3.connect(":memory:").execute(sql).fetchall()


def test_what_an_expression_needs_stands_before_it_and_once() -> None:
    assert needed(["three", "one"], TEXTS) == ["one", "two", "three"]


def test_a_statement_without_own_expressions_gets_a_with() -> None:
    assert run(expand("SELECT t.n FROM three AS t;\n", ["three"], TEXTS)) == [(3,)]


def test_own_expressions_follow_the_shared_ones() -> None:
    own = "-- Why.\nWITH\n-- More.\nfour AS (SELECT t.n + 1 AS n FROM two t)\nSELECT n FROM four;"

    sql = expand(own, ["two"], TEXTS)

    assert run(sql) == [(3,)]
    assert sql.startswith("-- Why.\nWITH one AS (\n  -- The first.")


def test_an_expression_that_is_computed_once_says_so_to_sqlite() -> None:
    texts = {"one": "-- computed once\nSELECT 1 AS n"}

    assert expand("SELECT n FROM one;", ["one"], texts) == (
        "WITH one AS MATERIALIZED (\n  SELECT 1 AS n\n)\nSELECT n FROM one;"
    )


def test_no_use_changes_nothing() -> None:
    assert expand("SELECT 1;", [], TEXTS) == "SELECT 1;"


@pytest.mark.parametrize(
    ("texts", "says"),
    [({"a": "-- needs: b\nSELECT 1"}, "does not have"), ({"a": "-- needs: a\nSELECT 1"}, "itself")],
)
def test_an_unknown_name_and_a_circle_are_refused(texts: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        needed(["a"], texts)


def test_metrics_about_one_order_start_from_the_same_text() -> None:
    names = ("receipts", "receivables_ageing", "cash_waterfall", "cash_waterfall_orders")
    common = [set(needed(get(name).uses, shared())) for name in names]

    assert {"order_money", "sales_due", "differences"} <= set.intersection(*common)
    for name, used in zip(names, common, strict=True):
        for text in used:
            assert len(re.findall(rf"\b{text} AS (?:MATERIALIZED )?\(", get(name).sql)) == 1


def test_every_shared_expression_is_used() -> None:
    drills = [drill for spec in newest() if (drill := drill_of(spec.id))]
    uses = [*(spec.uses for spec in newest()), *(drill.spec.uses for drill in drills)]
    used = {name for names in uses for name in needed(names, shared())}

    assert used == set(shared())


@pytest.mark.parametrize(
    ("metric", "filters", "grain"),
    [
        ("profit_by_handler@1", ("platform", "province"), "d.key AS handler"),
        (
            "profit_by_customer@1",
            ("platform", "province", "handler"),
            "d.customer_id AS customer_id",
        ),
        ("rts_by_courier@1", ("platform", "province"), "d.key AS courier"),
    ],
)
def test_rows_like_another_metrics_are_those_of_their_own_key(
    metric: str, filters: tuple[str, ...], grain: str
) -> None:
    drill = drill_of(metric)
    assert drill is not None
    assert drill.filters == filters
    assert f"d.amount_sen AS amount_sen, {grain}, d.platform AS platform" in drill.spec.sql


def test_a_step_of_many_lists_finds_those_that_the_statement_wants() -> None:
    texts = {"lists": "-- asked by dim\nSELECT a.dim FROM asked AS a"}
    sql = expand(
        "SELECT l.dim FROM lists AS l WHERE l.dim = 'month' OR l.dim = 'all'", ["lists"], texts
    )

    assert run(sql) == [("month",), ("all",)]
    with pytest.raises(ValueError, match="by dim"):
        expand("SELECT l.dim FROM lists AS l", ["lists"], texts)
