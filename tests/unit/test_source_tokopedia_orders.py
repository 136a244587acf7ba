"""Old Tokopedia orders: what the rows mean, and a real month."""

import sqlite3

import pytest

import source_fixtures
from canonical import dump
from conftest import Omni
from ingest_builders import csv_bytes
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from omnicli.workspace import Workspace
from samples import sample

FIXTURE = source_fixtures.SOURCES / "tokopedia-orders" / "48-columns-2024.xlsx.tsv"
SHEETS = source_fixtures.parse(FIXTURE.read_text(encoding="utf-8"))
PREAMBLE, HEADER = SHEETS["Laporan Penjualan"][:4], SHEETS["Laporan Penjualan"][4]
COMPLETED = dict(zip(HEADER, SHEETS["Laporan Penjualan"][-1], strict=True)) | {
    "COD": "Tidak",
    "Total Biaya Pengiriman (IDR)": "Non Tunai",
    "Total Penjualan (IDR)": "50000",
}
NOVEMBER = "Tokopedia_Order_20241101-20241130.xlsx"


def _file(*changes: dict[str, str]) -> ReadFile:
    rows = [[{**COMPLETED, **change}.get(h, "") for h in HEADER] for change in changes]
    data = csv_bytes([*PREAMBLE, HEADER, *rows])
    return read_file(None, data, file_name="t.csv", specs=registry(), account="main")


def _order(**change: str) -> dict[str, object]:
    return _file(change).parts[0].records.row(0, named=True)


NOT_LEFT = {
    "Tanggal Pengiriman Barang": "",
    "Waktu Pengiriman Barang": "",
    "No Resi / Kode Booking": "",
}


@pytest.mark.parametrize(
    ("status", "change", "expected"),
    [
        ("Pesanan Baru", NOT_LEFT, "created"),
        ("Menunggu Konfirmasi", NOT_LEFT, "pending"),
        ("Pesanan Diproses", NOT_LEFT, "in_process"),
        ("Menunggu Pickup", NOT_LEFT, "ready_to_ship"),
        ("Menunggu Pick Up", NOT_LEFT, "ready_to_ship"),
        ("Sedang Dikirim", {}, "shipped"),
        ("Pesanan telah dikirim..\nMenunggu konfirmasi", {}, "shipped"),
        ("Pesanan Tiba", {}, "shipped"),
        ("Transaksi selesai..\nDana akan diteruskan ke penjual.", {}, "completed"),
        ("Dibatalkan Pembeli -\nIngin membeli produk lain", NOT_LEFT, "canceled"),
        ("Dibatalkan Sistem", {"Tanggal Pengiriman Barang": ""}, "canceled"),
        ("Dibatalkan Sistem", {"No Resi / Kode Booking": ""}, "canceled"),
        ("Transaksi dibatalkan.", {}, "rts"),
    ],
)
def test_each_status_has_one_meaning(status: str, change: dict[str, str], expected: str) -> None:
    """A canceled order came back only when it has both a receipt number and a ship date."""
    assert _order(**{"Status Terakhir": status, **change})["status"] == expected


def test_a_reason_after_a_line_break_is_the_cancel_reason() -> None:
    order = _order(
        **{"Status Terakhir": "Dibatalkan Penjual [Permintaan Pembeli] -\nMenemukan toko lain"},
        **NOT_LEFT,
    )
    assert order["cancel_reason"] == "Menemukan toko lain"
    assert order["raw_status"] == "Dibatalkan Penjual [Permintaan Pembeli] - Menemukan toko lain"


def test_an_order_in_complaint_is_flagged_and_not_yet_decided() -> None:
    order = _order(**{"Status Terakhir": "Pesanan Dikomplain"})
    assert (order["status"], order["return_in_process"]) == ("shipped", 1)


def test_a_date_and_its_clock_are_one_instant() -> None:
    order = _order(**{"Tanggal Pesanan Selesai": "07-11-2024", "Waktu Pesanan Selesai": "05:36:50"})
    assert (order["completed_at"], order["completed_date"]) == (
        "2024-11-06T22:36:50Z",
        "2024-11-07",
    )
    alone = _order(**{"Tanggal Pesanan Selesai": "07-11-2024", "Waktu Pesanan Selesai": ""})
    assert (alone["completed_at"], alone["completed_date"]) == (None, "2024-11-07")
    clock = _order(**{"Tanggal Pesanan Selesai": "", "Waktu Pesanan Selesai": "05:36:50"})
    assert (clock["completed_at"], clock["completed_date"]) == (None, None)


def test_an_order_without_payment_date_is_dated_by_its_invoice() -> None:
    order = _order(**{"Tanggal Pembayaran": ""})
    assert (order["ordered_at"], order["ordered_date"]) == (None, "2024-11-01")


@pytest.mark.parametrize(
    ("vouchers", "subsidy", "net"),
    [
        (("0", "0"), "0", 70_000),
        (("5000", "5000"), "0", 65_000),
        (("5000", "2000"), "0", 63_000),
        (("5000", "5000"), "1000", 68_000),
        (("1000", "1000"), "5000", 70_000),
    ],
)
def test_net_revenue_is_the_items_less_what_the_seller_bears_of_vouchers(
    vouchers: tuple[str, str], subsidy: str, net: int
) -> None:
    """One amount on both rows is one voucher; Tokopedia's subsidy per piece is not the seller's."""
    item = {"Harga Jual (IDR)": "10000", "Harga Awal (IDR)": "10000", "Jumlah Produk Dibeli": "2"}
    read = _file(
        {
            "Nilai Kupon Toko Terpakai (IDR)": vouchers[0],
            "Jumlah Subsidi Tokopedia (IDR)": subsidy,
        },
        {
            **item,
            "Nilai Kupon Toko Terpakai (IDR)": vouchers[1],
            "Jumlah Subsidi Tokopedia (IDR)": subsidy,
        },
    )
    order = read.parts[0].records.row(0, named=True)
    assert order["net_revenue_sen"] == net * 100
    assert order["product_gross_sen"] - order["seller_discount_sen"] == order["net_revenue_sen"]


def test_the_buyer_is_the_customer_whoever_receives_the_parcel() -> None:
    masked = _order()
    assert masked["customer_key"] == "tokopedia:Uji** Bud***#*********1234"
    clear = _order(**{"No Telp Pembeli": "6281234567890", "No Telp Penerima": "6281298765432"})
    assert (clear["recipient_phone"], clear["customer_key"]) == ("+6281234567890", None)


def test_the_recipients_phone_stands_in_only_for_a_buyer_of_the_same_name() -> None:
    other = _order(**{"No Telp Pembeli": "", "No Telp Penerima": "*********2005"})
    assert other["customer_key"] is None
    same = _order(
        **{"No Telp Pembeli": "", "No Telp Penerima": "*********2005", "Nama Penerima": "Uji**"},
        **{"Nama Pembeli": "Uji**"},
    )
    assert same["customer_key"] == "tokopedia:Uji**#*********2005"


def test_the_fee_sheet_alone_holds_no_orders() -> None:
    data = source_fixtures.xlsx({"Laporan Keuangan": SHEETS["Laporan Keuangan"]})
    with pytest.raises(OmniError):
        read_file(None, data, file_name="t.xlsx", specs=registry(), hint="tokopedia-orders")


def test_an_unknown_status_is_kept_and_reported_and_never_delivered() -> None:
    read = _file({"Status Terakhir": "Pesanan Menguap"})
    assert read.parts[0].records["status"].to_list() == ["shipped"]
    assert [(i.code, i.value) for i in read.issues] == [("W_STATUS_UNKNOWN", "Pesanan Menguap")]


def test_a_real_month(omni: Omni, workspace: Workspace) -> None:
    """82 rows of items and 159 of fees, 46 orders, sales counted once; undo empties everything."""
    ran = omni("import", "tokopedia", sample(NOVEMBER), "--json")
    assert ran.code == 0
    file = ran.json["files"][0]
    assert (file["rows"]["read"], file["rows"]["inserted"]) == (82 + 159, 82 + 154)
    assert file["skipped"] == {"not settled": 5}
    assert file["entities"]["orders"]["inserted"] == 46
    assert file["money"]["buyer_total"] == 7_285_543
    db = sqlite3.connect(workspace.warehouse)
    assert db.execute(
        "SELECT COUNT(*), SUM(buyer_total_sen) / 100, SUM(net_revenue_sen) / 100 FROM orders"
    ).fetchone() == (46, 7_285_543, 7_285_543)
    rows = db.execute(
        "SELECT o.status, COUNT(*) FROM order_items i JOIN orders o USING (order_id) GROUP BY 1"
    )
    assert dict(rows.fetchall()) == {"completed": 77, "canceled": 5}
    assert db.execute("SELECT COUNT(*) FROM orders WHERE cancel_reason IS NULL").fetchone() == (43,)
    assert db.execute("SELECT DISTINCT confidence FROM customers").fetchall() == [("probable",)]
    db.close()
    again = omni("import", sample(NOVEMBER), "--json").json["files"][0]
    assert (again["state"], again["rows"]["unchanged"]) == ("unchanged", 82 + 159)
    assert omni("batches", "undo", "1").code == 0
    assert not any(dump(workspace.warehouse).values())
