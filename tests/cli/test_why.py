"""`omni why`: every figure that has its rows written down is the sum of them."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import Fill
from conftest import Omni
from omnicli.demo.exports import write_exports
from omnicli.domain.period import Period
from omnicli.metrics.catalog import newest
from omnicli.metrics.drill import drill_of
from omnicli.metrics.lint import lint
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.services.why import drill_rows
from omnicli.services.why import params_of
from omnicli.services.why import read_question
from omnicli.services.why_changed import changed
from omnicli.services.why_changed import segments
from omnicli.services.why_changed import split
from omnicli.session import Session
from omnicli.workspace import Workspace

OPENED = [spec for spec in newest() if drill_of(spec.id) is not None]
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
    """To the sen, whole and row by row of the metric, on each basis, whatever the period."""
    assert len(OPENED) >= 6
    with Session.open(workspace, command="why", action="why.read") as session:
        for spec in OPENED:
            drill = drill_of(spec.id)
            assert drill is not None
            for period in PERIODS:
                for basis in ("placed", "delivered", "cash"):
                    params = {**period.sql_params(), "basis": basis, "as_of": date(2025, 9, 30)}
                    rows = run_metric(session.db, drill.spec, params).records(printed=False)
                    for figure in run_metric(session.db, spec, params).records(printed=False):
                        mine = [r for r in rows if all(r[g] == figure[g] for g in spec.grain)]
                        for name in drill.explains:
                            total = sum(v for r in mine if isinstance(v := r[name], int))
                            assert total == (figure[name] or 0), (spec.id, basis, name, figure)


def test_rows_obey_the_rules_of_metrics() -> None:
    assert [f for spec in OPENED if (d := drill_of(spec.id)) for f in lint(d.spec)] == []


def test_a_figure_is_opened_to_named_rows_of_files(omni: Omni) -> None:
    told = omni("why", "roas.revenue", "--month", "2025-08", "--json")
    part = told.json["parts"][0]
    ran = omni("metric", "run", "roas", "--month", "2025-08", "--json").json["rows"][0]

    assert told.code == 0
    assert told.json["figure"] == part["total"] == ran["revenue"]
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
    told = omni("why", "roas.roas", "--month", "2025-08", "--json").json
    over, under = (part["total"] for part in told["parts"])

    assert [part["column"] for part in told["parts"]] == ["revenue", "ad_spend"]
    assert told["figure"] == pytest.approx(over / under, abs=0.0001)


def test_rows_can_be_filtered_by_known_columns_only(omni: Omni) -> None:
    month = ("--month", "2025-08")
    one = omni("why", "settlement_summary.net", "--where", "kind=revenue", *month, "--json").json
    assert one["parts"][0]["readds"] is True
    assert omni("why", "roas", "--where", "buyer=x", *month).first_error == "E_WHY_WHERE"
    assert omni("why", "roas.cac", *month).first_error == "E_WHY_COLUMN"
    assert omni("why", "receipts.open", *month).first_error == "E_WHY_ROWS"
    assert omni("why", "receipts", *month).code == 0
    table = omni("why", "order_summary", *month, "--lang", "en").out
    assert "the same as the figure" in table
    assert omni("why", "product_sales", *month, "--format", "csv").out.startswith("segment,label")


def test_the_parts_of_a_change_add_up_to_it(workspace: Workspace) -> None:
    """To the sen, from figure to figure, and for every column that has rows."""
    july, august = PERIODS[:2]
    with Session.open(workspace, command="why", action="why.read") as session:
        for spec in OPENED:
            question = read_question(spec.name, ())
            told = changed(session, question, Asked(august, "placed", None), "previous")
            rows = []
            for period, figure in ((july, told.before), (august, told.after)):
                params = params_of(Asked(period, "placed", None))
                shown = run_metric(session.db, spec, params).records(printed=False)
                assert figure == sum(_int(row[told.column.name]) for row in shown)
                rows.append(drill_rows(session, question, params))
            assert sum(part.amount for part in told.parts) == told.amount
            for name in question.drill.explains if question.drill else ():
                parts = split(*(segments(side, name) for side in rows))
                change = sum(_int(r[name]) for r in rows[1]) - sum(_int(r[name]) for r in rows[0])
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


def test_a_change_is_said_in_three_sentences(omni: Omni) -> None:
    asked = ("why", "roas.revenue", "--month", "2025-08", "--against")
    told = omni(*asked, "previous", "--json").json

    assert len(told["sentences"]) == 3
    assert {p["part"] for p in told["parts"]} == {"mix", "rate", "new", "gone", "late_data", "rule"}
    assert sum(p["amount"] for p in told["parts"]) == pytest.approx(told["change"])
    assert told["after"] - told["before"] == pytest.approx(told["change"])
    assert omni(*asked, "2025-07", "--json").json == told
    assert omni(*asked, "2025-07-01..2025-07-31", "--json").json["before"] == told["before"]
    assert omni(*asked, "year").code == 0
    assert omni(*asked, "2025-13").first_error == "E_PERIOD"
    assert omni("why", "roas.roas", *asked[2:], "year").first_error == "E_WHY_COLUMN"
    assert omni(*asked, "previous", "--format", "csv").out.startswith("part,")
