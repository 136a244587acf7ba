"""`omni reconcile` as a person runs it: the screen, json, files, exit codes, real exports."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest

from bank_files import Move
from bank_files import Statement
from conftest import Omni
from conftest import Ran
from money_files import bank
from money_world import World
from money_world import shop
from omnicli.workspace import Workspace
from samples import sample
from shopee_files import Order
from shopee_files import export
from stores import copy_of

AUGUST = ("--month", "2025-08")
Ask = Callable[..., Ran]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store with a difference of many kinds."""
    return copy_of("money", tmp_path_factory)


@pytest.fixture
def ask(omni: Omni, store: Workspace) -> Ask:
    """Run the command line in that store."""
    return lambda *args: omni("-w", store.root, *args)


def test_the_screen_has_a_summary_and_lists_with_reasons(ask: Ask) -> None:
    out = ask("reconcile", "shopee", *AUGUST).out
    assert out.startswith("Rekonsiliasi Shopee, Agustus 2025 · dihitung sampai 9 Sep 2025\n")
    assert re.search(r"Menunggu cair +Terlambat cair +1 +Rp103\.000", out)
    assert "39 dari 40 pesanan ada di file pencairan." in out
    assert "! Kurang bayar · 1 · -Rp10.000" in out
    assert "Cair kurang dari nilai pesanan" in out
    assert "cair Rp84.500, seharusnya Rp94.500" in out
    assert "MGT2508" not in out
    assert all(len(line) < 120 for line in out.splitlines())


def test_json_has_the_promised_shape_in_rupiah(ask: Ask) -> None:
    shown = ask("reconcile", "all", *AUGUST, "--json").json
    assert shown["source"] == "all"
    assert shown["period"] == {"from": "2025-08-01", "to": "2025-08-31"}
    assert (shown["orders"], shown["matched"]) == (46, 45)
    for row in shown["summary"]:
        assert {"stage", "finding", "orders", "amount"} <= set(row)
    assert sum(row["orders"] for row in shown["summary"]) == 46
    lists = {name: len(rows) for name, rows in shown["worklists"].items() if rows}
    assert lists == {
        "delivered_not_settled": 1,
        "short_paid": 1,
        "fee_mismatch": 1,
        "double_settled": 1,
        "refund": 1,
    }
    (short,) = shown["worklists"]["short_paid"]
    assert (short["value"], short["expected"], short["settled"]) == (-10_000, 94_500, 84_500)
    assert short["reason"]
    assert short["next_step"]
    assert short["age_days"] == 30


def test_findings_fail_only_when_asked(ask: Ask) -> None:
    assert ask("reconcile", "shopee", *AUGUST).code == 0
    assert ask("reconcile", "shopee", *AUGUST, "--fail-on-findings").code == 6
    bank = ask("reconcile", "bank", *AUGUST, "--fail-on-findings")
    assert (bank.code, bank.out.split(",")[0]) == (0, "Rekonsiliasi bank")


def test_the_same_as_csv_xlsx_html_and_json_files(ask: Ask, tmp_path: Path) -> None:
    shown = ask("reconcile", "mengantar", *AUGUST, "--format", "csv").out
    (row,) = list(csv.DictReader(io.StringIO(shown)))
    assert (row["worklist"], row["reference"], row["value"]) == (
        "fee_mismatch",
        "MGT250800002",
        "-2000",
    )
    for name in ("a.xlsx", "a.html", "a.json"):
        assert ask("reconcile", "mengantar", *AUGUST, "-o", tmp_path / name).code == 0
    kept = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert kept["source"] == "mengantar"
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "MGT250800002" in page
    assert "250801AAAA0005" not in page
    import fastexcel

    book = fastexcel.read_excel((tmp_path / "a.xlsx").read_bytes())
    sheet = book.load_sheet("Biaya, refund, RTS, hilang", header_row=0).to_polars()
    assert sheet["No. pesanan"].to_list() == ["MGT250800002"]
    assert sheet["Nilai temuan"].to_list() == [-2000]


@pytest.mark.parametrize("source", ["shopee", "all"])
def test_a_csv_file_holds_every_row_that_the_screen_prints(
    ask: Ask, tmp_path: Path, source: str
) -> None:
    shown = ask("reconcile", source, *AUGUST, "--format", "csv").out
    assert len(shown.splitlines()) > 2
    assert ask("reconcile", source, *AUGUST, "-o", tmp_path / "a.csv").code == 0
    assert (tmp_path / "a.csv").read_bytes() == shown.encode("utf-8-sig")


def test_ages_count_to_the_day_that_is_asked(ask: Ask) -> None:
    shown = ask("reconcile", "shopee", *AUGUST, "--as-of", "2025-08-12", "--json").json
    assert shown["as_of"] == "2025-08-12"
    assert shown["worklists"]["delivered_not_settled"] == []


def test_ages_count_to_the_newest_day_of_whatever_is_known(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """Of an order that is any day it has; of a statement its end, but no day after its import."""

    def counted() -> object:
        return omni("reconcile", "all", *AUGUST, "--json").json["as_of"]

    orders = [Order("250801MEJAAAAA", paid="2025-08-03 10:00", arranged="2025-08-07 08:00")]
    (tmp_path / "a.csv").write_bytes(export(orders))
    assert omni("import", tmp_path / "a.csv").code == 0
    assert counted() == "2025-08-07"
    (tmp_path / "b.xlsx").write_bytes(Statement((Move(2, 5_000),), 1, 12).content())
    assert omni("import", tmp_path / "b.xlsx").code == 0
    assert counted() == "2025-08-12"
    assert workspace


def test_the_day_of_a_row_is_the_day_its_age_counts_from(ask: Ask) -> None:
    """Overdue since the order was completed, not since it was placed."""
    shown = ask("reconcile", "shopee", *AUGUST, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(shown)))
    newest = date(2025, 9, 9)
    assert rows
    for row in rows:
        assert newest - date.fromisoformat(row["date"]) == timedelta(days=int(row["age"]))


def test_a_period_that_the_day_hides_is_not_said_to_be_empty(ask: Ask) -> None:
    out = ask("reconcile", "all", *AUGUST, "--as-of", "2025-07-01", "--lang", "en").out
    assert out.startswith("By 1 Jul 2025 (--as-of) no orders, settlements or bank lines of August")
    empty = ask("reconcile", "all", "--month", "2024-01", "--lang", "en").out
    assert empty == "No orders, settlements or bank lines in January 2024.\n"


def test_english_words(ask: Ask) -> None:
    out = ask("reconcile", "mengantar", *AUGUST, "--lang", "en").out
    assert "! Fees that differ · 1 · -Rp2" in out
    assert "The charges differ from those the order file names" in out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("lazadaku", *AUGUST), "E_RECONCILE_SOURCE"),
        (("shopee", *AUGUST, "-o", "a.pdf"), "E_FORMAT"),
        (("shopee", *AUGUST, "--format", "yaml"), "E_FORMAT"),
    ],
)
def test_what_cannot_be_is_said(ask: Ask, args: tuple[str, ...], code: str) -> None:
    ran = ask("reconcile", *args)
    assert (ran.code, ran.first_error) == (2, code)


def test_without_orders_the_newest_money_names_the_month(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    assert omni("reconcile", "bank").first_error == "E_PERIOD_EMPTY"
    assert omni("reconcile", "lazadaku").first_error == "E_RECONCILE_SOURCE"
    (tmp_path / "bank.csv").write_bytes(bank((4, 143_500, "SHOPEE"), (6, 5_000, "TRANSFER")))
    assert omni("import", tmp_path / "bank.csv").code == 0

    for month in ((), ("--month",)):
        shown = omni("reconcile", "bank", *month, "--json")
        assert shown.json["period"] == {"from": "2025-08-01", "to": "2025-08-31"}
        assert [len(shown.json["worklists"][n]) for n in ("bank_credit_unknown",)] == [2]
    assert omni("report", "receipts", "--json").json["period"]["from"] == "2025-08-01"
    assert omni("report", "roas").first_error == "E_PERIOD_EMPTY"
    assert workspace


def test_a_month_without_anything_says_so(ask: Ask) -> None:
    assert ask("reconcile", "shopee", "--month", "2024-01").out == (
        "Tidak ada pesanan, pencairan, atau mutasi Shopee di Januari 2024.\n"
    )


def test_a_clean_month_says_so(omni: Omni, tmp_path: Path) -> None:
    clean = shop(tmp_path / "bersih", World())
    ran = omni("-w", clean.root, "reconcile", "all", "--month", "--fail-on-findings")
    assert ran.code == 0
    assert ran.out.endswith("Semuanya cocok: tidak ada yang perlu ditindak.\n")


def test_a_real_month_of_shopee(omni: Omni) -> None:
    """All 892 orders are settled for what they are worth; 577 lines of others are one list."""
    files = [
        sample("Order.completed.20250801_20250820.xlsx"),
        sample("Income.sudah dilepas.id.20250801_20250822.xlsx"),
    ]
    assert omni("import", *files, "-q").code == 0
    shown = omni("reconcile", "shopee", *AUGUST, "--json").json
    assert (shown["orders"], shown["matched"]) == (892, 892)
    lists = {name: rows for name, rows in shown["worklists"].items() if rows}
    assert set(lists) == {"settled_unknown_order", "adjusted_unknown_order", "refund"}
    assert len(lists["settled_unknown_order"]) == 577
    assert sum(row["amount"] for row in shown["summary"]) == 210_647_404
    summary = omni("metric", "run", "settlement_summary", *AUGUST, "--json").json
    (revenue,) = [row for row in summary["rows"] if row["kind"] == "revenue"]
    assert (revenue["orders"], revenue["net"]) == (1469, 209_447_773)


def test_a_real_month_of_tiktok(omni: Omni) -> None:
    """213 settlements, 191 of them of orders that are known, each for what it is worth."""
    files = [
        sample("Semua pesanan-2026-06-07-19_59.xlsx"),
        sample("income_20260607200348.xlsx"),
    ]
    assert omni("import", *files, "-q").code == 0
    shown = omni("reconcile", "tiktok", "--month", "2026-05", "--json").json
    assert shown["matched"] == 191
    lists = {name: len(rows) for name, rows in shown["worklists"].items() if rows}
    assert lists["settled_unknown_order"] == 22
    assert not {"short_paid", "over_paid", "double_settled", "fee_mismatch"} & set(lists)
