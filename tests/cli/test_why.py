"""`omni why`: every figure that has its rows written down is the sum of them."""

from collections.abc import Callable
from collections.abc import Sequence
from datetime import date

import pytest

from conftest import Fill
from conftest import Omni
from omnicli.access.columns import EVERYTHING
from omnicli.demo.exports import write_exports
from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.metrics.catalog import newest
from omnicli.metrics.drill import drill_of
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.lint import lint
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.services.runs import Runs
from omnicli.services.why import drill_rows
from omnicli.services.why import params_of
from omnicli.services.why import read_question
from omnicli.services.why_changed import changed
from omnicli.services.why_changed import segments
from omnicli.services.why_changed import split
from omnicli.session import Session
from omnicli.workspace import Workspace

OPENED = [spec for spec in newest() if drill_of(spec.id) is not None]
ALIKE = {
    f"{family}_{key}"
    for family in ("rts_by", "profit_by", "profit")
    for key in ("courier", "province", "handler", "customer", "platform", "monthly")
}
"""Metrics whose rows are those of another one by another key: asked in the campaign only."""
PERIODS = (
    Period.of_month(2025, 7),
    Period.of_month(2025, 8),
    Period(date(2025, 7, 10), date(2025, 8, 20)),
)


def _shop(omni: Omni, workspace: Workspace) -> None:
    folder = workspace.root / "unduhan"
    write_exports(folder, 42)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        omni("import", path)


@pytest.fixture(autouse=True)
def _store(prepared: Callable[[Fill], None]) -> None:
    prepared(_shop)


def test_the_counted_rows_of_every_opened_metric_add_up(workspace: Workspace) -> None:
    """To the sen, whole and row by row of the metric, on each basis, across months."""
    assert len(OPENED) >= 22
    _readd(workspace, [spec for spec in OPENED if spec.name not in ALIKE], PERIODS[2:])


@pytest.mark.slow
def test_they_add_up_by_every_key_and_in_every_period(workspace: Workspace) -> None:
    _readd(workspace, OPENED, PERIODS)


def _readd(workspace: Workspace, specs: Sequence[MetricSpec], periods: Sequence[Period]) -> None:
    with Session.open(workspace, command="why", action="why.read") as session:
        for spec in specs:
            drill = drill_of(spec.id)
            assert drill is not None
            for period in periods:
                for basis in ("placed", "delivered", "cash") if "basis" in spec.params else ("",):
                    params = {**period.sql_params(), "basis": basis, "as_of": date(2025, 9, 30)}
                    rows = run_metric(session.db, drill.spec, params, reader=EVERYTHING).records(
                        printed=False
                    )
                    for figure in run_metric(session.db, spec, params, reader=EVERYTHING).records(
                        printed=False
                    ):
                        mine = [r for r in rows if all(r[g] == figure[g] for g in spec.grain)]
                        for name in drill.explains:
                            total = sum(v for r in mine if isinstance(v := r[name], int))
                            assert total == (figure[name] or 0), (spec.id, basis, name, figure)


def test_rows_obey_the_rules_of_metrics() -> None:
    assert [f for spec in OPENED if (d := drill_of(spec.id)) for f in lint(d.spec)] == []


def test_a_figure_is_opened_to_named_rows_of_files(omni: Omni) -> None:
    stated = omni("why", "roas.revenue", "--month", "2025-08", "--json")
    part = stated.json["parts"][0]
    ran = omni("metric", "run", "roas", "--month", "2025-08", "--json").json["rows"][0]

    assert stated.code == 0
    assert stated.json["figure"] == part["total"] == ran["revenue"]
    assert part["readds"] is True
    assert sum(row["value"] for row in part["top"]) + part["rest"]["value"] == part["total"]
    assert all(row["file"] and row["rows"] for row in part["top"])
    assert {"canceled", "outside_period"} <= {row["reason"] for row in part["excluded"]}
    assert sum(row["rows"] for row in part["files"]) >= part["counted"]


def test_the_sheet_is_named_where_several_fill_one_table(omni: Omni) -> None:
    """Row 20 stands on the sheet Income only; the short Adjustment fills the same table."""
    asked = ("why", "settlement_summary", "--where", "source=shopee-income", "--month", "2025-08")
    sheets = {row["sheet"] for row in omni(*asked, "--json").json["parts"][0]["top"]}
    assert sheets == {"Income"}


def test_a_ratio_opens_both_of_its_parts(omni: Omni) -> None:
    stated = omni("why", "roas.roas", "--month", "2025-08", "--json").json
    over, under = (part["total"] for part in stated["parts"])

    assert [part["column"] for part in stated["parts"]] == ["revenue", "ad_spend"]
    assert stated["figure"] == pytest.approx(over / under, abs=0.0001)


def test_rows_can_be_filtered_by_known_columns_only(omni: Omni) -> None:
    month = ("--month", "2025-08")
    one = omni("why", "settlement_summary.net", "--where", "kind=revenue", *month, "--json").json
    assert one["parts"][0]["readds"] is True
    assert omni("why", "roas", "--where", "buyer=x", *month).first_error == "E_WHY_WHERE"
    assert omni("why", "roas.cac", *month).first_error == "E_WHY_COLUMN"
    assert omni("why", "receipts.open", *month).code == 0
    assert omni("why", "receipts", *month).code == 0
    table = omni("why", "order_summary", *month, "--lang", "en").out
    assert "the same as the figure" in table
    assert omni("why", "product_sales", *month, "--format", "csv").out.startswith("segment,label")


def test_the_parts_of_a_change_add_up_to_it(workspace: Workspace) -> None:
    """F-83: to the sen, from figure to figure; rows that are written down, and a metric's own."""
    quick = ("roas", "ad_breakdown", "settlement_summary", "rts_by_product", "order_list")
    _parts_add_up(workspace, [get(name) for name in (*quick, "customer_overview", "audit_runs")])


@pytest.mark.slow
def test_the_parts_of_every_column_of_every_metric_add_up(workspace: Workspace) -> None:
    _parts_add_up(workspace, newest())


def _parts_add_up(workspace: Workspace, specs: Sequence[MetricSpec]) -> None:
    july, august = PERIODS[:2]
    with Session.open(workspace, command="why", action="why.read") as session:
        runs = Runs(session)
        for spec in specs:
            question = read_question(spec.name, ())
            asked = Asked(august, "placed", None)
            stated = changed(runs, question, asked, "previous")
            sides = []
            for period, figure in ((july, stated.before), (august, stated.after)):
                params = params_of(Asked(period, "placed", None))
                shown = run_metric(session.db, spec, params, reader=session.reader).records(
                    printed=False
                )
                name = stated.column.name
                assert figure == sum(_int(row.get(name, 1)) for row in shown), (spec.id, name)
                sides.append((drill_rows(runs, question, params), shown))
            assert sum(part.amount for part in stated.parts) == stated.amount
            (was, shown_was), (now, shown_now) = sides
            for name in question.drill.explains:
                parts = split(segments(was, name), segments(now, name))
                change = sum(_int(r.get(name, 1)) for r in shown_now) - sum(
                    _int(r.get(name, 1)) for r in shown_was
                )
                assert sum(sum(part.values()) for part in parts.values()) == change, (spec.id, name)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def test_volume_average_new_and_gone_are_told_apart() -> None:
    """Two more rows at the old average, then what the average itself did; by hand."""
    was = {"shopee": (10, 1_000), "tiktok": (1, 50)}
    now = {"shopee": (12, 1_500), "lazada": (2, 70)}

    assert split(was, now) == {
        "mix": {"shopee": 200},
        "rate": {"shopee": 300},
        "new": {"lazada": 70},
        "gone": {"tiktok": -50},
    }


def test_the_metric_of_changes_says_what_why_says(omni: Omni) -> None:
    """F-83: `metric_change` splits revenue and ad spend against the month before as `why` does."""
    for basis in ("placed", "delivered", "cash"):
        rows = omni(
            "metric", "run", "metric_change", "--month", "2025-08", "--basis", basis, "--json"
        )
        for name in ("revenue", "ad_spend"):
            line = (f"roas.{name}", "--month", "2025-08", "--basis", basis, "--json")
            why = omni("why", *line, "--against", "previous").json
            found = [r for r in rows.json["rows"] if r["metric"] == name]
            parts = {r["part"]: (r["amount"], r["share"], r["top"]) for r in found}
            assert parts == {p["part"]: (p["amount"], p["share"], p["top"]) for p in why["parts"]}
            assert {(r["before"], r["after"]) for r in found} == {(why["before"], why["after"])}


def test_a_change_is_said_in_three_sentences(omni: Omni) -> None:
    asked = ("why", "roas.revenue", "--month", "2025-08", "--against")
    stated = omni(*asked, "previous", "--json").json

    assert len(stated["sentences"]) == 3
    assert {p["part"] for p in stated["parts"]} == {
        "mix",
        "rate",
        "new",
        "gone",
        "late_data",
        "rule",
    }
    assert sum(p["amount"] for p in stated["parts"]) == pytest.approx(stated["change"])
    assert stated["after"] - stated["before"] == pytest.approx(stated["change"])
    assert omni(*asked, "2025-07", "--json").json == stated
    assert omni(*asked, "2025-07-01..2025-07-31", "--json").json["before"] == stated["before"]
    assert omni(*asked, "year").code == 0
    assert omni(*asked, "2025-13").first_error == "E_PERIOD"
    assert omni("why", "roas.roas", *asked[2:], "year").first_error == "E_WHY_COLUMN"
    assert omni(*asked, "previous", "--format", "csv").out.startswith("part,")
