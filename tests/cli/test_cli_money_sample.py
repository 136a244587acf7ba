"""Real exports of one shop: the figures their own summaries print, and what matches what."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from samples import sample

ORDERS = "Order.completed.20250801_20250820.xlsx"
INCOME = "Income.sudah dilepas.id.20250801_20250822.xlsx"
TIKTOK_ORDERS = "Semua pesanan-2026-06-07-19_59.xlsx"
TIKTOK_2026, TIKTOK_2025 = "income_20260607200348.xlsx", "income_20250823043937.xlsx"
BALANCE = "my_balance_transaction_report.shopee.20240601_20250601.xlsx"

SHIPPING = (
    "SELECT SUM(buyer_shipping_sen) / 100, SUM(shipping_subsidy_sen) / 100,"
    " SUM(shipping_sen) / 100 FROM v_money_steps WHERE kind = 'revenue'"
)
"""What buyers paid, what the platform bore, and what is left of shipping."""


def answers(folder: Path, files: tuple[str, ...], *questions: str) -> list[Any]:
    """The first row of each question, after importing real files."""
    made = set_up(folder / "toko").workspace
    paths = [sample(name) for name in files]
    with Session.open(made, command="import", action="import.run", write=True) as session:
        import_files(session, ImportRequest(files=paths), registry())
    with closing(sqlite3.connect(made.warehouse)) as db:
        return [db.execute(question).fetchone() for question in questions]


def test_shopee_income_of_august_2025(tmp_path: Path) -> None:
    """1,469 orders, Rp209,447,773; all 892 of the order file match, 577 are of other months."""
    counted, matched, other, items, equal, shipping = answers(
        tmp_path,
        (ORDERS, INCOME),
        "SELECT COUNT(*), SUM(net_sen) / 100 FROM v_money_lines WHERE kind = 'revenue'",
        "SELECT COUNT(DISTINCT m.order_id), (SELECT COUNT(*) FROM v_orders) FROM v_money_lines m"
        " WHERE m.kind = 'revenue' AND m.order_id IS NOT NULL",
        "SELECT COUNT(*) FROM v_money_lines WHERE kind = 'revenue' AND order_id IS NULL",
        "SELECT COUNT(*), MIN(days), MAX(days) FROM v_line_orders",
        "SELECT COUNT(*) FROM v_money_lines m JOIN orders o USING (order_id)"
        " JOIN settlement_lines s USING (line_id) WHERE m.kind = 'revenue'"
        " AND m.gross_sen = o.net_revenue_sen + COALESCE(s.refund_sen, 0)",
        SHIPPING,
    )

    assert counted == (1_469, 209_447_773)
    assert equal == (892,), "items less what the seller bore, and what went back to the buyer"
    assert shipping == (7_925_675, 27_038_628, -207_280), "as its sheet Summary prints them"
    assert matched == (892, 892)
    assert other == (577,)
    assert items[1] >= 0


def test_tiktok_income_counts_once_although_two_sheets_tell_it(tmp_path: Path) -> None:
    """39 orders are Rp4,997,009, and the 18 days of earnings are the same rupiah."""
    counted, wallet, covered = answers(
        tmp_path,
        (TIKTOK_2025,),
        "SELECT COUNT(*), SUM(net_sen) / 100, MIN(ledger), MAX(ledger) FROM v_money_lines",
        "SELECT COUNT(*), SUM(net_sen) / 100 FROM settlement_lines"
        " WHERE ledger = 'wallet' AND kind = 'revenue'",
        "SELECT COUNT(*), SUM(net_sen - covered_sen - opening_sen) FROM v_payouts",
    )

    assert counted == (39, 4_997_009, "detail", "detail")
    assert wallet == (18, 4_997_009)
    assert covered == (1, 0)


def test_tiktok_income_of_may_2026(tmp_path: Path) -> None:
    """213 orders, Rp11,362,782; 191 of them stand in the order file."""
    counted, shipping, matched = answers(
        tmp_path,
        (TIKTOK_ORDERS, TIKTOK_2026),
        "SELECT COUNT(*), SUM(net_sen) / 100 FROM v_money_lines",
        SHIPPING,
        "SELECT COUNT(*), COUNT(DISTINCT order_id) FROM v_line_orders",
    )

    assert counted == (213, 11_362_782)
    assert shipping == (900_100 - 125_500, 2_306_200, -204_950), "paid less refunded; subsidised"
    assert matched == (191, 191)


def test_a_balance_with_payouts_only_proves_nothing_and_adds_up(tmp_path: Path) -> None:
    """230 payouts, Rp428,288,260, all of it from before any line that is known."""
    payouts, proof = answers(
        tmp_path,
        (BALANCE,),
        "SELECT COUNT(*), SUM(net_sen) / 100, SUM(opening_sen) / 100 FROM v_payouts",
        "SELECT proof, paid_out_sen / 100 FROM wallet_proofs",
    )

    assert payouts == (230, 428_288_260, 428_288_260)
    assert proof == ("not_provable", 428_288_260)


def test_no_rupiah_counts_twice_in_all_of_them(tmp_path: Path) -> None:
    """Per source: all that was read = what counts + what was told twice + payouts."""
    (unbalanced,) = answers(
        tmp_path,
        (ORDERS, INCOME, TIKTOK_ORDERS, TIKTOK_2025, TIKTOK_2026, BALANCE),
        "SELECT COUNT(*) FROM (SELECT s.source, SUM(s.net_sen) AS read_sen,"
        " SUM(CASE WHEN m.line_id IS NOT NULL THEN s.net_sen ELSE 0 END) AS counted,"
        " SUM(CASE WHEN m.line_id IS NULL AND s.ledger = 'wallet' AND s.kind = 'revenue'"
        "  THEN s.net_sen ELSE 0 END) AS twice,"
        " SUM(CASE WHEN s.kind = 'withdraw' THEN s.net_sen ELSE 0 END) AS paid"
        " FROM settlement_lines s LEFT JOIN v_money_lines m ON m.line_id = s.line_id"
        " GROUP BY s.source) WHERE read_sen <> counted + twice + paid",
    )

    assert unbalanced == (0,)


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", "2026-06-30T00:00:00Z")
