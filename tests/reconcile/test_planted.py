"""One difference planted in a clean month: it is found, explained in the right words, and alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bank_files import Move
from money_world import Parcel
from money_world import Sold
from money_world import World
from money_world import shop
from money_world import take
from omnicli.access.columns import EVERYTHING
from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.services.reconciling import Reconciliation
from omnicli.services.reconciling import Row
from omnicli.services.reconciling import reconcile
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

AUGUST = Period.of_month(2025, 8)
LATER = date(2025, 9, 30)
CLEAN = World()


def reconciled(
    workspace: Workspace, as_of: date | None = None, source: str = "all", lang: str = "id"
) -> Reconciliation:
    with Session.open(
        find_workspace(workspace.root),
        command="reconcile",
        action="reconcile.run",
        write=True,
        lang=lang,
    ) as session:
        return reconcile(session, source, AUGUST, as_of)


def listed(found: Reconciliation) -> dict[str, list[Row]]:
    """The worklists that hold anything."""
    return {w.name: list(w.rows) for w in found.worklists if w.rows}


def only(found: Reconciliation, name: str) -> Row:
    """The one row of the one worklist that holds anything."""
    lists = listed(found)
    assert list(lists) == [name]
    (row,) = lists[name]
    return row


def stages(found: Reconciliation) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in found.summary:
        counts[str(row["stage"])] = counts.get(str(row["stage"]), 0) + int(str(row["orders"]))
    return counts


def reasons(workspace: Workspace, numbers: Iterable[str], as_of: date) -> list[str]:
    """Why each order stands where it stands."""
    with Session.open(workspace, command="x", action="metric.read") as session:
        result = run_metric(
            session.db,
            get("receipts"),
            {**AUGUST.sql_params(), "as_of": as_of.isoformat()},
            reader=EVERYTHING,
        )
    shown = {str(row["order_no"]): str(row["reason"]) for row in result.records()}
    return [shown[number] for number in numbers]


def test_nothing_is_reported_of_a_clean_month(tmp_path: Path) -> None:
    """Forty orders and five parcels reach the bank through one credit each; the RTS was charged."""
    workspace = shop(tmp_path, CLEAN)
    found = reconciled(workspace)
    assert listed(found) == {}
    assert (found.findings, found.orders, found.matched) == (0, 46, 46)
    assert stages(found) == {"not_due": 1, "in_bank": 45}
    assert reasons(workspace, ["250801AAAA0001", "MGT250800006"], LATER) == [
        "Uangnya sudah di bank",
        "Barang kembali: ongkirnya sudah dibebankan",
    ]


def test_one_credit_for_forty_orders_puts_all_forty_in_the_bank(tmp_path: Path) -> None:
    found = reconciled(shop(tmp_path, CLEAN), source="bank")
    (arrived,) = found.summary
    assert (arrived["stage"], arrived["payouts"], arrived["orders"]) == ("in_bank", 2, 46)
    assert listed(found) == {}


def test_a_missing_settlement(tmp_path: Path) -> None:
    workspace = shop(tmp_path, CLEAN.but(Sold(5, released=None)))
    row = only(reconciled(workspace, LATER), "delivered_not_settled")
    assert row["order_no"] == "250801AAAA0005"
    assert (row["value_sen"], row["stage"]) == (105_000_00, "awaiting_settlement")
    assert row["reason"] == "Sudah selesai, tetapi belum cair melewati masa pencairan"
    assert row["age_days"] == 53
    in_time = reconciled(workspace, date(2025, 8, 15))
    assert listed(in_time) == {}, "seven days after the order was completed it is not overdue yet"


def test_a_short_payment(tmp_path: Path) -> None:
    row = only(reconciled(shop(tmp_path, CLEAN.but(Sold(5, settled_price=95_000)))), "short_paid")
    assert row["order_no"] == "250801AAAA0005"
    assert (row["expected_sen"], row["settled_sen"]) == (94_500_00, 84_500_00)
    assert (row["difference_sen"], row["value_sen"]) == (-10_000_00, -10_000_00)
    assert str(row["reason"]).startswith("Cair kurang dari nilai pesanan")


def test_a_double_payment(tmp_path: Path) -> None:
    row = only(reconciled(shop(tmp_path, CLEAN.but(Sold(5, again=11)))), "double_settled")
    assert row["order_no"] == "250801AAAA0005"
    assert (row["expected_sen"], row["value_sen"]) == (94_500_00, 94_500_00)
    assert row["reason"] == "Pesanan yang sama dicairkan lebih dari sekali"


def test_a_late_settlement_is_overdue_until_it_comes_and_late_for_ever(tmp_path: Path) -> None:
    world = replace(CLEAN.but(Sold(5, released=20)), withdrawals=(12, 21))
    workspace = shop(tmp_path, world)
    row = only(reconciled(workspace, date(2025, 8, 18)), "delivered_not_settled")
    assert row["order_no"] == "250801AAAA0005"
    assert listed(reconciled(workspace, LATER)) == {}
    (reason,) = reasons(workspace, ["250801AAAA0005"], LATER)
    assert reason == "Uangnya sudah di bank, tetapi cair terlambat"


def test_a_late_bank_credit(tmp_path: Path) -> None:
    """The payout of the 12th arrives on the 25th: nine banking days, and three are allowed."""
    late = tuple(
        replace(move, day=25) if move.text.startswith("SHOPEE") else move for move in CLEAN.credited
    )
    world = replace(CLEAN, bank=tuple(sorted(late, key=lambda move: move.day)))
    lists = listed(reconciled(shop(tmp_path, world), LATER))
    assert set(lists) == {"suggestions"}, "the pair stands once"
    (likely,) = lists["suggestions"]
    assert (likely["payout_date"], likely["bank_date"]) == ("2025-08-12", "2025-08-25")
    assert likely["amount_score"] == 50
    assert likely["value_sen"] == likely["bank_sen"]
    assert f"match accept {likely['ref']} --reason" in str(likely["next_step"])


def test_a_changed_fee_of_a_courier(tmp_path: Path) -> None:
    row = only(reconciled(shop(tmp_path, CLEAN.but(Parcel(2, charged=17_000)))), "fee_mismatch")
    assert (row["order_no"], row["value_sen"]) == ("MGT250800002", -2_000_00)
    assert str(row["reason"]).startswith("Biaya yang dipotong berbeda")


def test_a_changed_fee_of_a_platform_whose_rate_is_agreed(tmp_path: Path) -> None:
    """Without an agreed rate the shop's own fees are the card; with one, that is."""
    workspace = shop(tmp_path, CLEAN.but(Sold(5, fee=12_600)))
    row = only(reconciled(workspace), "fee_unusual")
    assert (row["order_no"], row["difference_sen"]) == ("250801AAAA0005", -2_100_00)
    config = workspace.config_path
    config.write_text(config.read_text("utf-8") + "\n", "utf-8")
    config.write_text(config.read_text("utf-8").replace("# shopee = 650", "shopee = 1000"), "utf-8")
    row = only(reconciled(workspace), "fee_mismatch")
    assert (row["order_no"], row["value_sen"]) == ("250801AAAA0005", -2_100_00)


def test_a_refund(tmp_path: Path) -> None:
    """The order file knows nothing of it; the income file's own column tells."""
    found = reconciled(shop(tmp_path, CLEAN.but(Sold(5, refund=30_000))))
    row = only(found, "refund")
    assert (row["order_no"], row["value_sen"]) == ("250801AAAA0005", -30_000_00)
    assert row["reason"] == "Dana dikembalikan ke pembeli, dan potongannya cocok"
    assert found.findings == 0, "a refund that agrees needs nobody"


def test_a_refund_after_the_money_was_released(tmp_path: Path) -> None:
    shown = (11, "Pengembalian Barang/Dana setelah Dana Dilepaskan", "", -40_000, "250801AAAA0005")
    row = only(reconciled(shop(tmp_path, replace(CLEAN, adjustments=(shown,)))), "refund")
    assert (row["order_no"], row["settled_sen"]) == ("250801AAAA0005", 54_500_00)


def test_a_returned_parcel_that_is_charged_a_month_later(tmp_path: Path) -> None:
    """Until its charge comes it is a finding, then the delay stands in its reason."""
    late = Parcel(6, status="RTS", ended=8, paid=40)
    workspace = shop(tmp_path, CLEAN.but(late))
    row = only(reconciled(workspace, date(2025, 8, 31)), "rts_not_charged")
    assert (row["order_no"], row["value_sen"]) == ("MGT250800006", -15_000_00)
    assert row["reason"] == "Barang kembali (RTS), tetapi ongkirnya belum dibebankan"
    assert listed(reconciled(workspace, LATER)) == {}
    (reason,) = reasons(workspace, ["MGT250800006"], LATER)
    assert reason == "Barang kembali: ongkirnya dibebankan terlambat"


def test_a_lost_parcel_until_its_claim_is_paid(tmp_path: Path) -> None:
    lost = Parcel(3, status="PARCEL LOST", paid=None, claim=20)
    workspace = shop(tmp_path, CLEAN.but(lost))
    row = only(reconciled(workspace, date(2025, 8, 19)), "lost_unclaimed")
    assert (row["order_no"], row["value_sen"]) == ("MGT250800003", 120_000_00)
    assert row["reason"] == "Paket hilang dan belum ada klaim yang dibayar"
    assert listed(reconciled(workspace, LATER)) == {}
    (reason,) = reasons(workspace, ["MGT250800003"], LATER)
    assert reason == "Paket hilang atau rusak: klaim sudah diganti"


def test_a_bank_credit_of_unknown_origin(tmp_path: Path) -> None:
    world = replace(CLEAN, more_bank=(Move(13, 750_000, "TRF DARI BUDI"),))
    row = only(reconciled(shop(tmp_path, world)), "bank_credit_unknown")
    assert row["value_sen"] == 750_000_00
    assert "BUDI" in str(row["description"])
    assert row["reason"] == "Uang masuk dari pengirim yang tidak dikenal"


def test_two_equal_amounts_on_one_day_are_both_listed_and_neither_booked(tmp_path: Path) -> None:
    found = reconciled(shop(tmp_path, replace(CLEAN, split=2)))
    lists = listed(found)
    assert list(lists) == ["ambiguous"]
    assert {row["reason"] for row in lists["ambiguous"]} == {
        "Beberapa mutasi sama cocoknya: tidak ada yang dibukukan",
        "Beberapa penarikan sama cocoknya: tidak ada yang dibukukan",
    }
    assert len(lists["ambiguous"]) == 4
    assert stages(found) == {"not_due": 1, "paid_out": 40, "in_bank": 5}


def test_lines_of_orders_nobody_knows_are_one_list(tmp_path: Path) -> None:
    workspace = shop(tmp_path / "shop", CLEAN)
    files = replace(CLEAN, sold=tuple(Sold(n) for n in range(1, 51))).files(tmp_path / "more")
    take(workspace, [file for file in files if file.name == "penghasilan.xlsx"])
    lists = listed(reconciled(workspace))
    assert list(lists) == ["settled_unknown_order"]
    assert len(lists["settled_unknown_order"]) == 10
    assert {row["finding"] for row in lists["settled_unknown_order"]} == {"unknown_order"}


def test_worklists_close_themselves_when_the_data_arrives(tmp_path: Path) -> None:
    """Orders first, then what they brought, then the bank: each import empties a list."""
    workspace = set_up(tmp_path / "shop", store_name=None, lang="id").workspace
    files = {file.name: file for file in CLEAN.files(tmp_path / "files")}
    take(workspace, [files["pesanan.csv"]])
    row = only(reconciled(workspace, LATER), "no_data")
    assert (row["book"], row["payer"], row["rows"]) == ("settlements", "shopee", 40)
    take(workspace, [files["penghasilan.xlsx"]])
    assert listed(reconciled(workspace, LATER)) == {}
    take(workspace, [files["saldo.xlsx"]])
    row = only(reconciled(workspace, LATER), "no_data")
    assert (row["book"], row["rows"]) == ("bank", 1)
    take(workspace, [files["mutasi.csv"]])
    assert list(listed(reconciled(workspace, LATER, source="shopee"))) == []


def test_a_fee_that_omni_toml_names_later_books_the_payout(tmp_path: Path) -> None:
    """Settings are read again by every reconciliation; nothing needs importing twice."""
    less = tuple(
        replace(move, rupiah=move.rupiah - 2_500) if move.text.startswith("SHOPEE") else move
        for move in CLEAN.credited
    )
    workspace = shop(tmp_path, replace(CLEAN, bank=less))
    assert set(listed(reconciled(workspace))) == {"suggestions"}
    config = workspace.config_path
    config.write_text(
        config.read_text("utf-8").replace("# mengantar = [2500]", "shopee = [2500]"), "utf-8"
    )
    found = reconciled(workspace)
    assert listed(found) == {}
    assert stages(found) == {"not_due": 1, "in_bank": 45}


def test_reasons_and_steps_exist_in_english_too(tmp_path: Path) -> None:
    found = reconciled(shop(tmp_path, CLEAN.but(Sold(5, released=None))), LATER, lang="en")
    row = only(found, "delivered_not_settled")
    assert row["reason"] == "Delivered, but not settled within the payer's days"
    assert str(row["next_step"]).startswith("Import the newest settlement file")
    assert "reason_en" not in row


@pytest.mark.parametrize("source", ["shopee", "mengantar", "tiktok"])
def test_a_payer_sees_its_own_orders_only(tmp_path: Path, source: str) -> None:
    planted = CLEAN.but(Sold(5, settled_price=95_000), Parcel(2, charged=17_000))
    found = reconciled(shop(tmp_path, planted), source=source)
    wanted = {"shopee": ["short_paid"], "mengantar": ["fee_mismatch"], "tiktok": []}[source]
    assert list(listed(found)) == wanted
    assert found.orders == {"shopee": 40, "mengantar": 6, "tiktok": 0}[source]
