"""`omni metric` and `omni check`: what they print and how they end."""

import sqlite3
from contextlib import closing

import pytest

from conftest import Omni
from omnicli.metrics.catalog import newest
from omnicli.metrics.header import PARAMS
from omnicli.workspace import Workspace


def test_run_prints_inclusive_days_and_rupiah(omni: Omni) -> None:
    """The json names the metric, its parameters as given and the rows in printed form."""
    ran = omni("metric", "run", "order_summary", "--month", "2025-08", "--json")

    assert ran.code == 0
    assert {"from": "2025-08-01", "to": "2025-08-31"}.items() <= ran.json["params"].items()
    assert ran.json["rows"][0]["value"] is None
    assert ran.json["rows"][0]["aov"] is None


def test_a_table_speaks_one_language_and_names_its_steps(omni: Omni) -> None:
    """Programs get the keys; people the words, and each text once."""
    asked = ("metric", "run", "cash_waterfall", "--month", "2025-08")
    english = omni(*asked, "--lang", "en").out
    assert "Order value (GMV)" in english
    assert "gmv" not in english
    assert "gmv" in omni(*asked, "--format", "csv").out
    steps = omni("metric", "run", "payouts", "--month", "2025-08", "--format", "csv").out
    assert "reason_en" in steps
    assert "next_step_en" in steps


def test_month_alone_needs_an_order(omni: Omni) -> None:
    assert omni("metric", "run", "roas", "--month").first_error == "E_PERIOD_EMPTY"


def test_an_unknown_metric_is_a_usage_error(omni: Omni) -> None:
    ran = omni("metric", "run", "roass", "--month", "2025-08")

    assert (ran.code, ran.first_error) == (2, "E_METRIC_UNKNOWN")


def test_list_and_show_name_every_version(omni: Omni) -> None:
    listed = omni("metric", "list", "--json").json

    assert {"metric": "roas", "version": 1}.items() <= next(
        row for row in listed if row["metric"] == "roas"
    ).items()
    assert "ad_spend" in omni("metric", "show", "roas@1", "--lang", "en").out


def test_the_shown_statement_is_the_one_that_runs(omni: Omni) -> None:
    """As text, so that plain sqlite3 runs it; `tests/unit/test_query_plans.py` runs them all so."""
    for spec in newest():
        assert omni("metric", "show", spec.name, "--sql").out == spec.sql


@pytest.mark.parametrize("name", ["roas", "cash_waterfall", "alerts"])
def test_the_shown_statement_runs_in_plain_sqlite(
    omni: Omni, workspace: Workspace, name: str
) -> None:
    statement = omni("metric", "show", name, "--sql").out
    columns = omni("metric", "show", name, "--json").json["columns"]
    days = {"from_date": "2025-08-01", "to_date": "2025-09-01", "as_of": "2025-08-31"}
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        defaults = {name: spec.default for name, spec in PARAMS.items()}
        found = db.execute(statement, {**defaults, **days, "basis": "cash"})
        names = [name.removesuffix("_sen").removesuffix("_bps") for name, *_ in found.description]

    assert names == [column["column"] for column in columns]


def test_show_says_what_a_metric_needs_and_which_way_is_good(omni: Omni) -> None:
    shown = omni("metric", "show", "roas", "--json").json
    columns = {c["column"]: (c["better"], c["ratio"]) for c in shown["columns"]}

    assert shown["needs"] == ["orders", "ads"]
    assert columns["roas"] == ("up", True)
    assert columns["cac"] == ("down", False)
    assert columns["ad_spend"] == ("none", False)


def test_the_shipped_metric_files_are_clean(omni: Omni) -> None:
    ran = omni("metric", "lint", "--json")

    assert (ran.code, ran.json) == (0, [])


def test_a_sound_warehouse_passes_every_check(omni: Omni) -> None:
    ran = omni("check", "--json")

    assert ran.code == 0
    assert {"ok"} == {row["state"] for row in ran.json}
