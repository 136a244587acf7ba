"""The reports about money, of a store with a difference of many kinds."""

import re
from pathlib import Path

import fastexcel
import pytest

from money_world import Sold
from money_world import World
from money_world import shop
from omnicli.domain.period import Period
from omnicli.reports import xlsx
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.workspace import Workspace
from report_workspace import open_report_session
from stores import copy_of

AUGUST = Period.of_month(2025, 8)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return copy_of("money", tmp_path_factory)


def built(store: Workspace, name: str, lang: str = "id", source: str = "all") -> Report:
    with open_report_session(store, lang) as session:
        return build_report(session, name, AUGUST, source=source)


def test_the_page_of_cash_links_every_step_to_its_orders(store: Workspace) -> None:
    page = built(store, "cash").html
    linked = set(re.findall(r'href="#(step-[a-z_]+)"', page))
    assert linked == set(re.findall(r'id="(step-[a-z_]+)"', page))
    assert {"step-platform_fees", "step-unexplained", "step-not_yet_settled"} <= linked
    assert "step-tax" not in linked, "a step of nothing has no orders"


def test_every_order_of_a_step_is_in_the_files_and_counted_on_the_page(tmp_path: Path) -> None:
    """Nothing cuts what stands behind a bar; the page shows the first and says of how many."""
    many = World(sold=tuple(Sold(n) for n in range(1, 521)))
    report = built(shop(tmp_path / "banyak", many), "cash")
    frames = report.bundle.frames
    bars = {row["step"]: row["amount"] for row in frames["cash_waterfall"].printed}
    shown = frames["cash_waterfall_orders"].printed
    fees = [int(str(row["amount"])) for row in shown if row["step"] == "platform_fees"]
    assert len(fees) == 520
    assert sum(fees) == bars["platform_fees"]
    sheet = report.render("csv", sheet="Pesanan per langkah").decode("utf-8-sig")
    assert len(sheet.splitlines()) == len(shown) + 1
    assert "Ditampilkan 100 dari 520 baris" in report.html
    asked = f"--month 2025-08 --as-of {report.json['as_of']}"
    assert f"<code>omni report cash {asked} -f xlsx</code>" in report.html
    assert f"<code>omni report receipts {asked}</code>" in report.html


def test_a_sheet_that_is_full_goes_on_in_another(
    store: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS_IN_SHEET", 30)
    report = built(store, "receipts")
    book = fastexcel.read_excel(report.xlsx)
    parts = [book.load_sheet(name).to_polars() for name in ("Penerimaan", "Penerimaan 2")]
    parts = [part.filter(part["No. pesanan"] != "Jumlah") for part in parts]
    assert [len(part) for part in parts] == [30, len(report.bundle.frames["receipts"].rows) - 30]


def test_the_waterfall_says_its_title_and_carries_its_table(store: Workspace) -> None:
    page = built(store, "cash").html
    assert '<title id="c-cash-t">Dari GMV ke bank</title>' in page
    assert '<desc id="c-cash-d">' in page
    assert page.count("Rp97.000") >= 4, "chart, its figures, the table beside it, and its list"


def test_the_worklists_of_the_reconciliation_hold_what_was_planted(store: Workspace) -> None:
    page = built(store, "reconciliation").html
    for title in ("Sudah sampai, belum cair", "Kurang bayar", "Biaya tidak cocok"):
        assert title in page
    assert "Lebih bayar" not in page
    assert "MGT250800002" in page
    assert "MGT250800002" not in built(store, "reconciliation", source="shopee").html


def test_one_of_a_thing_is_no_plural(store: Workspace) -> None:
    page = built(store, "cash", "en").html
    assert "1 order<" in page
    assert ">1 orders<" not in page


def test_a_sheet_per_worklist_holds_only_its_rows(store: Workspace) -> None:
    report = built(store, "reconciliation")
    overdue = report.render("csv", sheet="Terlambat cair").decode("utf-8-sig").splitlines()
    assert len(overdue) == 2
    assert overdue[1].startswith("250801AAAA0003,")


def test_receivables_are_of_all_time_and_receipts_of_the_month(store: Workspace) -> None:
    with open_report_session(store) as session:
        of_may = Period.of_month(2026, 5)
        assert "Rp103.000" in build_report(session, "receivables", of_may).html
        assert "Belum ada uang" in build_report(session, "receipts", of_may).html
    assert "Rp103.000" in built(store, "receipts").html


@pytest.mark.parametrize("name", ["receipts", "reconciliation", "receivables", "cash"])
def test_a_page_speaks_one_language_and_counts_to_the_newest_day(
    store: Workspace, name: str, tmp_path: Path
) -> None:
    report = built(store, name, "en")
    assert report.json["as_of"] == "2025-09-09"
    for word in ("Alasan", "Langkah berikutnya", "belum cair", "Tidak perlu"):
        assert word not in report.html
    assert report.render("html") == built(store, name, "en").render("html")
    assert len(report.headline()) == 3
