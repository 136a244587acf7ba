"""COD settlement sources beyond their goldens: rules as data, lookalikes, and a way through."""

import sqlite3
from pathlib import Path

import polars as pl
import pytest

from ingest_builders import csv_bytes
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.services.batches import undo_batch
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.sources._mengantar_types import named_type
from omnicli.sources._wallet_rules import AWB
from omnicli.sources._wallet_rules import ORDER_NO
from omnicli.sources._wallet_rules import event
from omnicli.sources._wallet_rules import extracted
from omnicli.sources._wallet_rules import payment_method
from omnicli.workspace import Workspace
from source_fixtures import SOURCES

COD = ("order_id", "product_price", "shipping_cost", "cod_fee", "cod_fee_tax", "total_net_cash")


def read(rows: list[list[str]], name: str = "a.csv") -> ReadFile:
    """Read with every known source."""
    return read_file(None, csv_bytes(rows), file_name=name, specs=registry(), account="main")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("Revenue", "order 1", "revenue"),
        (None, "Pencairan COD J&T", "revenue"),
        ("Payment_from", "retur kebijakan", "payment_from"),
        ("credit", "Payment from order 1", "payment_from"),
        ("Payment_for/RTS", "order 1", "payment_for"),
        ("debit", "Pending billing ongkir", "payment_for"),
        (None, "Retur paket", "payment_for"),
        ("Shipping_cashback", "", "shipping_cashback"),
        (None, "Cashback ongkir RTS", "shipping_cashback"),
        ("Withdraw", "ke BCA", "withdraw"),
        (None, "Penarikan saldo", "withdraw"),
        ("Claim_lost", "", "claim_lost"),
        ("Klaim", "paket hilang", "claim_lost"),
        ("Claim_freeshipping", "", "claim_freeshipping"),
        (None, "klaim gratis ongkir", "claim_freeshipping"),
        ("Claim_other", "", "claim_other"),
        (None, "Klaim keterlambatan", "claim_other"),
        ("Revenue", "Buku Cara Klaim Asuransi", "revenue"),
        ("debit", "Biaya layanan", "unclassified"),
        (None, "Returnable box", "unclassified"),
    ],
)
def test_an_event_is_known_by_its_name_then_by_its_words(
    kind: str | None, text: str, expected: str
) -> None:
    """Eight events, and the ninth bucket for what nobody knows."""
    frame = pl.DataFrame(
        {"kind": [kind], "text": [text]}, schema={"kind": pl.String, "text": pl.String}
    )
    assert frame.select(event(pl.col("kind"), pl.col("text"))).item() == expected


@pytest.mark.parametrize(
    ("text", "order_no", "awb", "method"),
    [
        ("Revenue COD order A1-1002 | Resi JX0000000002", "A1-1002", "JX0000000002", "cod"),
        ("RTS #1006 resi IDE000000006", "1006", "IDE000000006", None),
        ("Order ID: 88 via virtual account", "88", None, "virtual_account"),
        ("pesanan no. B-7 tracking id 000012345678", "B-7", "000012345678", None),
        ("JX1234567890 terkirim", None, "JX1234567890", None),
        ("Bonus program ordering cepat", None, None, None),
        ("kodok dana", None, None, "dana"),
        ("Claim free shipping A1-1002", "A1-1002", None, None),
        ("Claim_lost: a2-100345", "a2-100345", None, None),
        ("Claim other REF-77", None, None, None),
        ("Claim lost JX0000000002", None, "JX0000000002", None),
        ("Claim free shipping 081234567101", None, None, None),
        ("Shipping_cashback 12-08-2025", None, None, None),
        ("Claim free shipping Agustus-2025", None, None, None),
        ("Revenue Q3-2025", None, None, None),
        ("Penyesuaian sistem A1-1002", None, None, None),
    ],
)
def test_a_text_names_order_parcel_and_payment(
    text: str, order_no: str | None, awb: str | None, method: str | None
) -> None:
    """Only what is really named; a word alone is no number."""
    found = pl.DataFrame({"t": [text]}).select(
        a=extracted(pl.col("t"), ORDER_NO),
        b=extracted(pl.col("t"), AWB),
        c=payment_method(pl.col("t")),
    )
    assert found.row(0) == (order_no, awb, method)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Invoice-typeReconciliation.xls", "Reconciliation"),
        ("invoice-TYPEADDBALANCE (2).xlsx", "AddBalance"),
        ("Invoice-typeWithdraw_2025-08.csv", "Withdraw"),
        ("withdraw.csv", None),
        ("catatan.csv", None),
    ],
)
def test_a_file_name_tells_the_invoice_type(name: str, expected: str | None) -> None:
    """As the dashboard names the download, with a browser's suffix; a bare word is not enough."""
    assert named_type(name) == expected


@pytest.mark.parametrize(("off", "booked"), [(0, []), (2, [200]), (-2, [-200]), (3, [])])
def test_only_two_rupiah_are_rounding(off: int, booked: list[int]) -> None:
    """More is a finding, and the printed cash is what counts either way."""
    found = read(
        [[*COD, "paid_at"], ["1", "100000", "10000", "3000", "330", str(86670 + off), "2025-08-01"]]
    )
    lines = found.parts[0].records
    assert lines.filter(kind="rounding")["net_sen"].to_list() == booked
    assert lines["net_sen"].sum() == (86670 + off) * 100
    assert ("W_CONTROL_EQUATION" in {i.code for i in found.issues}) == (off == 3)


def test_a_bare_list_needs_its_name_to_be_an_invoice() -> None:
    """Date, description and amount fit everything; the platform's file name decides."""
    rows = [["Date", "Description", "Total"], ["10-08-2025", "Top up", "500000"]]
    assert read(rows, "Invoice-typeAddBalance.csv").parts[0].records["kind"].to_list() == [
        "add_balance"
    ]
    with pytest.raises(OmniError, match="E_INVOICE_TYPE"):
        read(rows, "catatan.csv")


FILES = {
    "orderonline-cod": "cod_history-shipping-from-seller.csv",
    "orderonline-wallet": "wallet_histories.csv",
    "mengantar-invoice": "Invoice-typeReconciliation.csv",
}


def take(workspace: Workspace, path: Path) -> int | None:
    """Import one file."""
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        return import_files(session, ImportRequest(files=[path]), registry()).batch


@pytest.mark.parametrize("source", FILES)
def test_lines_load_once_and_leave_with_their_file(tmp_path: Path, source: str) -> None:
    """Components equal net in the table, a second import adds nothing, undo takes all back."""
    workspace = set_up(tmp_path / "toko", store_name="Uji").workspace
    fixture = SOURCES / source / FILES[source]
    batch = take(workspace, fixture)
    again = tmp_path / f"lagi-{fixture.name}"
    again.write_bytes(fixture.read_bytes() + b"\n")
    expected = sum(
        part.records["net_sen"].sum()
        for part in read_file(
            None, fixture.read_bytes(), file_name=fixture.name, specs=registry()
        ).parts
    )
    db = sqlite3.connect(workspace.warehouse)
    total = "SELECT SUM(net_sen), COUNT(*) FROM settlement_lines WHERE source = ?"
    first = db.execute(total, (source,)).fetchone()
    assert first[0] == expected
    named = "SELECT COUNT(courier) FROM settlement_lines"
    assert db.execute(named).fetchone()[0] > 0
    second = take(workspace, again)
    assert db.execute(total, (source,)).fetchone() == first
    for number in (second, batch):
        assert number is not None
        with Session.open(workspace, command="u", action="batches.undo", write=True) as session:
            undo_batch(session, number, registry())
    assert db.execute(total, (source,)).fetchone()[1] == 0
    db.close()
