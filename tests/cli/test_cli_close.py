"""Closing months on the command line: what it freezes, what it refuses, and coming back."""

import gzip
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Omni
from conftest import Prepared
from omnicli.services import closing as closings
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

A = Order("250801AAAAAAAA", status="Sedang Dikirim")
B = Order("250802BBBBBBBB", created="2025-08-02 09:00")
LATE = Order("250803CCCCCCCC", created="2025-08-03 09:00")
SEPTEMBER = Order("250901DDDDDDDD", created="2025-09-01 09:00")
DONE = replace(A, status="Selesai", completed="2025-09-02 10:00")
MONTH = "2025-08"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-10-05T03:00:00Z")


@pytest.fixture
def take(omni: Omni, tmp_path: Path) -> Omni:
    """Import an export of these orders; gives how the command ended."""

    def run(name: str, *orders: Order, dry: bool = False):  # type: ignore[no-untyped-def]
        path = tmp_path / name
        path.write_bytes(export(orders))
        return omni("import", path, "--json", *(["--dry-run"] if dry else []))

    return run


def fill(omni: Omni, workspace: Workspace) -> None:
    """August is closed with an order on its way and a completed one."""
    path = workspace.root.parent / "august.csv"
    path.write_bytes(export((A, B)))
    assert omni("import", path).code == 0
    assert omni("close", MONTH, "--reason", "lengkap").code == 0


@pytest.fixture
def closed(omni: Omni, prepared: Prepared) -> Omni:
    """The command line where August is closed."""
    prepared(fill)
    return omni


def value(omni: Omni, *more: str) -> object:
    ran = omni("metric", "run", "order_summary", "--month", MONTH, "--json", *more)
    return ran.json["rows"][0]["value"]


def test_closing_freezes_the_figures_and_says_so(closed: Omni) -> None:
    (row,) = closed("close", "list", "--json").json
    found = closed("metric", "run", "order_summary", "--month", MONTH, "--json").json
    table = closed("metric", "run", "order_summary", "--month", MONTH, "--lang", "en").out

    assert (row["month"], row["orders"], row["ordered_value"]) == (MONTH, 2, 170_000)
    assert (row["adjustments"], row["reason"]) == (0, "lengkap")
    assert (found["closed"], found["adjustments"]) == ("2025-10-05", [])
    assert "closed 2025-10-05, frozen figures" in table


def test_what_closing_says_is_the_value_of_all_orders(omni: Omni, take: Omni) -> None:
    """A canceled order is frozen as well; its value is no revenue, and none is named."""
    take("august.csv", A, B, replace(LATE, status="Batal"))
    said = omni("close", MONTH, "--lang", "en").err
    assert "3 orders worth Rp255,000 frozen, canceled ones included" in said
    placed = omni("metric", "run", "order_summary", "--month", MONTH, "--basis", "placed", "--json")
    assert placed.json["rows"][0]["value"] == 170_000
    take("late.csv", DONE, B)
    listed = omni("close", "list", "--lang", "en").out
    assert "revenue" not in listed.casefold()


def test_late_files_make_adjustments_and_the_figures_stay(closed: Omni, take: Omni) -> None:
    """An order that went on and one that came late: both land, both are listed with their file."""
    ran = take("late.csv", DONE, LATE)

    (note,) = ran.json["notes"]
    found = closed("metric", "run", "order_summary", "--month", MONTH, "--json").json
    moved = {(r["order_no"], r["column_name"]): r for r in found["adjustments"]}
    assert ran.code == 0
    assert note["code"] == "W_CLOSED_ADJUSTED"
    assert {"2025-08", "2025-09", "Rp85.000", "Rp170.000"} <= {
        part.strip(",;:") for part in note["message"].split()
    }
    assert found["rows"][0]["value"] == 85_000
    assert value(closed, "--live") == 255_000
    assert {r["booked_month"] for r in moved.values()} == {"2025-09"}
    status = moved[A.number, "status"]
    assert (status["frozen_text"], status["live_text"]) == ("shipped", "completed")
    came = moved[LATE.number, "net_revenue_sen"]
    assert (came["frozen"], came["live"], came["difference"]) == (None, 85_000, 85_000)
    assert (came["batch"], came["file"]) == (2, "late.csv")


def test_a_dry_run_tells_of_adjustments_and_makes_none(closed: Omni, take: Omni) -> None:
    notes = take("late.csv", DONE, dry=True).json["notes"]

    assert [note["code"] for note in notes] == ["W_CLOSED_ADJUSTED"]
    assert closed("close", "list", "--json").json[0]["adjustments"] == 0


def test_a_file_of_the_next_month_is_no_adjustment(closed: Omni, take: Omni) -> None:
    assert take("september.csv", SEPTEMBER).json["notes"] == []


def test_reports_show_frozen_figures_with_the_adjustments_below(
    closed: Omni, take: Omni, tmp_path: Path
) -> None:
    take("late.csv", DONE, LATE)
    out = tmp_path / "out"
    ran = closed("report", "orders", "--month", MONTH, "-f", "html,xlsx", "-o", out, "--json")
    live = closed("report", "orders", "--month", MONTH, "--live", "--json").json

    page = (out / "orders-2025-08-delivered.html").read_text()
    assert ran.json["closed"] == "2025-10-05"
    assert ran.json["metrics"]["order_summary"][0]["value"] == 85_000
    assert {r["order_no"] for r in ran.json["metrics"]["adjustments"]} == {A.number, LATE.number}
    assert "angka beku" in page
    assert 'id="t-adjustments"' in page
    assert "closed" not in live
    assert "adjustments" not in live["metrics"]
    assert live["metrics"]["order_summary"][0]["value"] == 255_000


def test_each_figure_of_a_closed_month_says_whether_it_is_frozen(
    closed: Omni, tmp_path: Path
) -> None:
    """Receipts are a row per order, which a closing does not keep: they are today's."""
    args = ("report", "receipts", "--month", MONTH, "--lang", "en")
    ran = closed(*args, "-f", "html,xlsx", "-o", tmp_path / "receipts.html")
    page = (tmp_path / "receipts.html").read_text()
    head = page[: page.index('class="verdict"')]
    assert "these figures are by today's data, not frozen" in ran.err
    assert "frozen figures" not in ran.err
    assert "frozen in part" in head
    live = "Receipts by order, Receipts by bank credit, Orders behind bank credits"
    assert f"not frozen: <b>{live}</b>. Frozen: <b>Settlement summary<" in head
    assert "Matches with the bank are not compared here" in page
    assert "today's data still say the same" not in page
    assert closed(*args, "--json").json["frozen"] == ["settlement_summary"]

    ran = closed("report", "cash", "--month", MONTH, "--lang", "en", "-o", tmp_path / "cash.html")
    assert "closed 2025-10-05, frozen figures\n" in ran.err
    roas = closed("report", "roas", "--month", MONTH, "--json").json
    assert {"roas", "roas_monthly"} <= set(roas["frozen"])


def test_trends_over_months_show_a_closed_month_as_frozen(closed: Omni, take: Omni) -> None:
    take("late.csv", DONE, LATE, SEPTEMBER)
    months = closed("report", "roas", "--month", MONTH, "--json").json["metrics"]["roas_monthly"]

    (august,) = [row for row in months if row["month"] == MONTH]
    assert august["revenue"] == 85_000


def test_another_as_of_is_answered_by_todays_data(closed: Omni, take: Omni) -> None:
    take("late.csv", DONE)
    args = ("metric", "run", "order_summary", "--month", MONTH, "--json", "--as-of")

    assert "closed" in closed(*args, "2025-08-31").json
    assert "closed" not in closed(*args, "2025-09-30").json


def test_show_sets_frozen_figures_beside_todays(closed: Omni, take: Omni) -> None:
    assert closed("close", "show", MONTH, "--json").json["figures"] == []
    take("late.csv", DONE)
    found = closed("close", "show", MONTH, "--json").json

    figures = {
        (f["metric"], f["basis"], f["column"]): (f["frozen"], f["today"])
        for f in found["figures"]
        if not f["row"]
    }
    assert figures["order_summary", "delivered", "value"] == (85_000, 170_000)
    assert figures["roas", "delivered", "revenue"] == (85_000, 170_000)
    assert ("order_summary", "placed", "value") not in figures
    assert {r["order_no"] for r in found["adjustments"]} == {A.number}
    table = closed("close", "show", MONTH).out
    assert "Rp170.000" in table
    assert A.number in table


@pytest.mark.parametrize(
    "args",
    [
        ("batches", "undo", "1"),
        ("orders", "test", f"shopee:{B.number}"),
    ],
)
def test_what_would_move_a_closed_month_is_refused_whole(
    closed: Omni, args: tuple[str, ...]
) -> None:
    before = closed("close", "show", MONTH, "--all", "--json").out
    ran = closed(*args)

    assert (ran.code, ran.first_error) == (1, "E_MONTH_CLOSED")
    assert MONTH in ran.err
    assert closed("close", "show", MONTH, "--all", "--json").out == before
    assert closed("audit", "verify").code == 0
    assert closed("close", "reopen", MONTH, "--reason", "koreksi").code == 0
    assert closed(*args).code == 0


def test_who_is_one_customer_is_no_fact_of_a_month(omni: Omni, take: Omni) -> None:
    """A link moves new to repeat today. No order moves: it is allowed, and frozen figures stay."""
    before = Order("250701EEEEEEEE", created="2025-07-01 09:00", buyer="pembeli_dua")
    take("both.csv", before, B)
    assert omni("close", "2025-07").code == 0
    assert omni("close", MONTH).code == 0
    frozen = roas(omni)
    asked = ("shopee:pembeli_satu", "shopee:pembeli_dua", "--reason", "orang yang sama")
    assert omni("customers", "link", *asked).code == 0

    assert roas(omni) == frozen == (1, 85_000, 0)
    assert roas(omni, "--live") == (0, 0, 85_000)
    shown = omni("close", "show", MONTH, "--json").json
    assert shown["adjustments"] == []
    assert "revenue_repeat" in {f["column"] for f in shown["figures"] if f["metric"] == "roas"}
    assert omni("customers", "unlink", *asked).code == 0
    assert omni("close", "show", MONTH, "--json").json["figures"] == []


def roas(omni: Omni, *more: str) -> tuple[int, float, float]:
    """New customers, revenue from new and from repeat customers in August."""
    ran = omni("metric", "run", "roas", "--month", MONTH, "--basis", "placed", "--json", *more)
    row = ran.json["rows"][0]
    return row["new_customers"], row["revenue_new"], row["revenue_repeat"]


def test_a_batch_imported_since_may_be_undone_and_put_back(closed: Omni, take: Omni) -> None:
    """It only ever made adjustments: they go and come with it."""
    take("late.csv", DONE, LATE)
    before = closed("close", "show", MONTH, "--json").json["adjustments"]
    assert closed("batches", "undo", "2").code == 0
    assert closed("close", "show", MONTH, "--json").json["adjustments"] == []
    assert closed("batches", "redo", "2").code == 0
    assert closed("close", "show", MONTH, "--json").json["adjustments"] == before


def test_a_batch_from_before_the_closing_is_not_put_back(omni: Omni, take: Omni) -> None:
    take("august.csv", B)
    take("wrong.csv", A)
    assert omni("batches", "undo", "2").code == 0
    assert omni("close", MONTH).code == 0

    assert omni("batches", "redo", "2").first_error == "E_MONTH_CLOSED"


def test_a_later_closing_books_the_adjustments_for_good(closed: Omni, take: Omni) -> None:
    """September takes what moved in August; undoing the file would now move September."""
    take("late.csv", DONE, SEPTEMBER)
    assert closed("close", "2025-09").code == 0
    rows = closed("close", "show", MONTH, "--json").json["adjustments"]
    assert {r["booked_month"] for r in rows} == {"2025-09"}
    assert closed("close", "list", "--json").json[0]["adjustments"] == 0
    refused = closed("batches", "undo", "2")
    assert refused.first_error == "E_MONTH_CLOSED"
    assert "2025-09" in refused.err
    take("later.csv", replace(DONE, voucher=5_000, completed="2025-09-04 10:00"))
    rows = closed("close", "show", MONTH, "--json").json["adjustments"]
    moved = {
        r["booked_month"]: (r["frozen"], r["live"])
        for r in rows
        if r["column_name"] == "delivered_revenue_sen"
    }
    assert moved == {"2025-09": (0, 85_000), "2025-10": (85_000, 80_000)}


@pytest.mark.parametrize(
    ("month", "code", "word"),
    [
        ("2025-10", "E_CLOSE_NOT_OVER", "2025-11-01"),
        ("2025-09", "E_CLOSE_GAP", "2025-08"),
        ("2025-07", "E_CLOSE_EMPTY", "2025-07"),
        ("2025-13", "E_PERIOD", "2025-13"),
    ],
)
def test_a_month_that_cannot_be_closed(
    omni: Omni, take: Omni, month: str, code: str, word: str
) -> None:
    take("both.csv", A, SEPTEMBER)
    ran = omni("close", month)

    assert (ran.code, ran.first_error) == (2, code)
    assert word in ran.err


def test_the_name_of_the_command_may_be_written_out(omni: Omni, take: Omni) -> None:
    """`omni close 2025-08` is short for `omni close month 2025-08`; options may come first."""
    take("august.csv", A)
    assert omni("close", "month", MONTH).code == 0
    assert omni("close", "--reason", "x", MONTH).first_error == "E_CLOSE_DONE"
    assert "reopen" in omni("close", "--help").out


def test_a_month_is_closed_once(closed: Omni) -> None:
    again = closed("close", MONTH)

    assert (again.first_error, "2025-10-05" in again.err) == ("E_CLOSE_DONE", True)


def test_the_last_day_of_a_month_is_that_of_the_workspace(
    omni: Omni, take: Omni, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half past midnight in Jakarta August is over, while it is still August in UTC."""
    take("august.csv", A)
    monkeypatch.setenv("OMNI_NOW", "2025-08-31T16:30:00Z")
    assert omni("close", MONTH).first_error == "E_CLOSE_NOT_OVER"
    monkeypatch.setenv("OMNI_NOW", "2025-08-31T17:30:00Z")
    assert omni("close", MONTH).code == 0


def test_reopening_needs_a_reason_and_is_audited(closed: Omni, take: Omni) -> None:
    take("late.csv", DONE)
    assert closed("close", "reopen", MONTH).code == 2
    assert closed("close", "reopen", MONTH, "--reason", " ").first_error == "E_CLOSE_REASON"
    assert closed("close", "reopen", "2025-07", "--reason", "x").first_error == "E_CLOSE_OPEN"
    assert closed("close", "reopen", MONTH, "--reason", "file tertinggal").code == 0
    assert closed("close", "list", "--json").json == []
    assert value(closed) == 170_000
    (row,) = closed(
        "sql", "SELECT actor, reason FROM decisions WHERE kind = 'month_reopened'", "--json"
    ).json
    assert row["reason"] == "file tertinggal"
    ends = [r for r in closed("audit", "list", "--json").json if r["command"] == "close reopen"]
    assert any(r["outcome"] == "ok" for r in ends)
    assert closed("close", MONTH).code == 0
    assert value(closed) == 170_000


def test_a_role_without_the_right_cannot_close(
    omni: Omni, take: Omni, workspace: Workspace
) -> None:
    take("august.csv", A)
    with closing(connect(workspace.warehouse, readonly=False)) as db:
        db.execute("UPDATE users SET role = 'marketing'")

    assert omni("close", MONTH).first_error == "E_DENIED"


def test_a_lost_warehouse_gets_its_closed_months_back(
    closed: Omni, take: Omni, workspace: Workspace
) -> None:
    take("late.csv", DONE, LATE)
    before = closed("close", "show", MONTH, "--all", "--json").json
    workspace.warehouse.unlink()
    assert closed("init", workspace.root).code == 0
    assert closed("rebuild").code == 0

    after = closed("close", "show", MONTH, "--all", "--json").json
    assert after == before
    assert value(closed) == 85_000


@pytest.mark.parametrize("fault", ["missing", "cut", "changed"])
def test_rebuilding_refuses_figures_that_are_not_what_was_closed(
    closed: Omni, workspace: Workspace, fault: str
) -> None:
    (path,) = (workspace.dataroom / "closings").iterdir()
    whole = path.read_bytes()
    if fault == "missing":
        path.unlink()
    else:
        other = gzip.compress(gzip.decompress(whole).replace(b"17000000", b"18000000"))
        path.write_bytes(whole[:40] if fault == "cut" else other)
    ran = closed("rebuild")

    assert (ran.code, ran.first_error) == (8, "E_CLOSE_MISMATCH")
    assert path.name in ran.err
    path.write_bytes(whole)
    assert "differences" in closed("rebuild", "--json").out
    assert value(closed) == 85_000


def test_rebuilding_names_the_figures_that_an_earlier_formula_froze(
    closed: Omni, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert closed("rebuild", "--json").json["other_formulas"] == {}
    frozen = closed("metric", "run", "roas", "--month", MONTH, "--json").json

    monkeypatch.setattr(closings, "seal_of", lambda spec: spec.name)
    found = closed("rebuild", "--json").json["other_formulas"]

    assert "roas@1" in found[MONTH]
    assert "receipts@1" in found[MONTH]
    assert f"omni close reopen {MONTH}" in closed("rebuild").out
    assert closed("metric", "run", "roas", "--month", MONTH, "--json").json == frozen
