"""F-25, F-35: what a page showed is kept; later it says how it moved and through which rows."""

import json
import zlib
from datetime import date
from pathlib import Path

import pytest

from omnicli.domain.period import Period
from omnicli.reports.frame import Restated
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.restating import with_restatements
from omnicli.services.runs import Runs
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace
from report_workspace import Sale
from report_workspace import add_sales
from report_workspace import empty_store
from report_workspace import open_report_session
from report_workspace import writing

MAY = Period.of_month(2025, 5)
SALES = [
    Sale(f"O-{n}", date(2025, 5, 1 + n), n + 1, price_sen=1_000_00, phone=f"+62812000000{n}")
    for n in range(5)
]


@pytest.fixture
def store(tmp_path: Path) -> Workspace:
    workspace = empty_store(tmp_path / "toko")
    with writing(workspace) as db:
        add_sales(db, SALES)
    return workspace


def shown(workspace: Workspace, *, live: bool = False, as_of: date | None = None) -> Report:
    with open_report_session(workspace) as session:
        report = build_report(session, "orders", MAY, "placed", as_of, live=live)
        return with_restatements(Runs(session), report, live=live)


def change(workspace: Workspace, sql: str) -> None:
    with writing(workspace) as db:
        db.execute(sql)


def value_of(report: Report) -> Restated:
    return next(r for r in report.bundle.restated if r.column.name == "value_sen")


def kept(workspace: Workspace) -> list[tuple[str, int, bytes | None]]:
    with writing(workspace) as db:
        return db.execute(
            "SELECT figure, value, entries FROM published_figures ORDER BY figure, shown_no"
        ).fetchall()


def test_a_figure_that_stays_says_nothing_and_is_kept_once(store: Workspace) -> None:
    first = shown(store)
    before = kept(store)

    again = shown(store)
    assert first.bundle.restated == again.bundle.restated == ()
    assert first.render("html") == again.render("html")
    assert kept(store) == before
    assert ("order_summary.value_sen", 5_000_00) in {row[:2] for row in before}


def test_rows_that_came_were_corrected_or_left_are_told_apart_and_add_up(store: Workspace) -> None:
    shown(store)
    change(store, "UPDATE orders SET net_revenue_sen = 130000 WHERE order_no = 'O-1'")
    change(store, "UPDATE orders SET status = 'canceled' WHERE order_no = 'O-2'")
    with writing(store) as db:
        add_sales(db, [Sale("O-9", date(2025, 5, 9), 9, price_sen=900_00, phone="+628120000009")])

    report = shown(store)
    moved = value_of(report)
    assert (moved.last.value, moved.after) == (5_000_00, 5_200_00)
    assert {p.name: (p.rows, p.amount) for p in moved.parts} == {
        "late_data": (1, 900_00),
        "corrected": (1, 300_00),
        "uncounted": (1, -1_000_00),
    }
    assert {p.name: p.top[0][0] for p in moved.parts} == {
        "late_data": "O-9",
        "corrected": "O-1",
        "uncounted": "O-2",
    }
    assert moved.amount == sum(part.amount for part in moved.parts)


def test_every_format_says_it_and_saying_it_again_changes_nothing(store: Workspace) -> None:
    shown(store)
    change(store, "UPDATE orders SET net_revenue_sen = 130000 WHERE order_no = 'O-1'")
    report = shown(store)
    found = next(r for r in json.loads(report.render("json"))["restated"] if r["column"] == "value")

    assert (found["before"], found["after"]) == (5_000, 5_300)
    assert [(p["part"], p["amount"]) for p in found["parts"]] == [("corrected", 300)]
    assert 'id="berubah-sejak-ditampilkan"' in report.html
    assert "Rp5.000 → Rp5.300" in report.html
    lines = report.render("csv", sheet="Berubah sejak ditampilkan").decode("utf-8-sig").splitlines()
    assert any(line.startswith("Nilai,") and ",Data diperbaiki,300," in line for line in lines)
    again = shown(store)
    assert [again.render(f) for f in ("html", "json", "csv", "xlsx")] == [
        report.render(f) for f in ("html", "json", "csv", "xlsx")
    ]


def test_another_setting_is_named_as_the_cause(store: Workspace) -> None:
    shown(store)
    change(store, "UPDATE orders SET net_revenue_sen = 130000 WHERE order_no = 'O-1'")
    config = store.config_path
    config.write_text(config.read_text("utf-8").replace("packing = 0 ", "packing = 9 "), "utf-8")
    parts = value_of(shown(find_workspace(store.root))).parts
    assert [(p.name, p.amount) for p in parts] == [("settings", 300_00)]


def test_a_third_value_names_the_first_and_rows_of_old_ones_are_dropped(store: Workspace) -> None:
    for sen in (100_000, 130_000, 150_000):
        change(store, f"UPDATE orders SET net_revenue_sen = {sen} WHERE order_no = 'O-1'")
        last = shown(store)
    moved = value_of(last)
    assert (moved.first.value, moved.last.value, moved.after) == (5_000_00, 5_300_00, 5_500_00)
    assert moved.times == 2
    rows = [row[2] for row in kept(store) if row[0] == "order_summary.value_sen"]
    assert [row is None for row in rows] == [True, False, False]


def test_what_is_kept_names_no_order_and_nobody(store: Workspace) -> None:
    shown(store)
    blobs = [zlib.decompress(blob).decode() for _, _, blob in kept(store) if blob]
    assert blobs
    assert not any(word in blob for blob in blobs for word in ("O-1", "Sari", "+62"))


def test_somebodys_own_question_is_not_kept(store: Workspace) -> None:
    shown(store, live=True)
    shown(store, as_of=date(2025, 5, 20))
    assert kept(store) == []
