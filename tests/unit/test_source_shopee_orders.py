"""Shopee orders: what the words of a row mean for status, return, payment and money."""

import csv
import io

import pytest

from omnicli.demo.shopee import HEADERS
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry

COMPLETED = {
    "No. Pesanan": "250801ABCDEFGH",
    "Status Pesanan": "Selesai",
    "No. Resi": "SPXID05",
    "Opsi Pengiriman": "Reguler (Cashless)-SPX Standard",
    "Waktu Pengiriman Diatur": "2025-08-02 15:10",
    "Waktu Pesanan Dibuat": "2025-08-01 23:40",
    "Waktu Pembayaran Dilakukan": "2025-08-01 23:45",
    "Waktu Pesanan Selesai": "2025-08-07 11:05",
    "Metode Pembayaran": "Online Payment",
    "Nama Produk": "Wajan Uji",
    "Nomor Referensi SKU": "WJN-24",
    "Harga Awal": "189.000",
    "Harga Setelah Diskon": "139.000",
    "Jumlah": "2",
    "Total Harga Produk": "278.000",
    "Diskon Dari Penjual": "100.000",
    "Jumlah Produk di Pesan": "2",
    "Total Pembayaran": "279.000",
    "Username (Pembeli)": "uji_ayu11",
}
SENTENCE = "Pesanan diterima, namun Pembeli masih dapat mengajukan pengembalian hingga 2025-08-21."
FAILED = "Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Pengiriman gagal"
LOST = "Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Paket hilang di perjalanan"


def _file(*changes: dict[str, str]) -> ReadFile:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    money = [h for h in HEADERS if h.startswith(("Voucher", "Cashback", "Potongan", "Diskon", "O"))]
    for change in changes:
        row = {**dict.fromkeys(money, "0"), **COMPLETED, **change}
        writer.writerow([row.get(header, "") for header in HEADERS])
    return read_file(
        None, text.getvalue().encode(), file_name="s.csv", specs=registry(), account="main"
    )


def _order(**changes: str) -> dict[str, object]:
    names = {
        "status": "Status Pesanan",
        "reason": "Alasan Pembatalan",
        "awb": "No. Resi",
        "arranged": "Waktu Pengiriman Diatur",
        "paid": "Waktu Pembayaran Dilakukan",
        "method": "Metode Pembayaran",
        "note": "Status Pembatalan/ Pengembalian",
        "returned": "Returned quantity",
        "total": "Total Pembayaran",
    }
    read = _file({names[name]: value for name, value in changes.items()})
    return read.parts[0].records.row(0, named=True)


@pytest.mark.parametrize(
    ("changes", "status", "payment"),
    [
        ({"status": "Belum Bayar", "paid": "-"}, "pending", "unpaid"),
        ({"status": "Perlu Dikirim", "awb": "", "arranged": ""}, "confirmed", "paid"),
        ({"status": "Perlu Dikirim", "awb": ""}, "ready_to_ship", "paid"),
        ({"status": "Perlu Dikirim", "arranged": ""}, "ready_to_ship", "paid"),
        ({"status": "Sedang Dikirim"}, "shipped", "paid"),
        ({"status": "Dikirim"}, "shipped", "paid"),
        ({"status": "Telah Dikirim"}, "shipped", "paid"),
        ({"status": SENTENCE}, "completed", "paid"),
        ({"status": "Pesanan Diterima"}, "completed", "paid"),
        ({"status": "SELESAI"}, "completed", "paid"),
        ({"status": "Batal", "reason": "Alasan: Produk habis"}, "canceled", "refunded"),
        ({"status": "Batal", "paid": "-"}, "canceled", "unpaid"),
        ({"status": "Dibatalkan", "reason": FAILED}, "rts", "refunded"),
        ({"status": "Batal", "reason": LOST}, "closed", "refunded"),
        ({"status": "Sedang Dikirim", "method": "COD (Bayar di Tempat)"}, "shipped", "unpaid"),
        ({"status": "Selesai", "method": "COD (Bayar di Tempat)"}, "completed", "paid"),
    ],
)
def test_each_status_has_one_meaning(changes: dict[str, str], status: str, payment: str) -> None:
    order = _order(**changes)
    assert (order["status"], order["payment_status"]) == (status, payment)
    assert order["raw_status"] == changes["status"]


def test_a_tracking_number_alone_makes_no_failed_delivery() -> None:
    """It is issued before pickup: a cancellation after it is still a cancellation."""
    order = _order(status="Batal", reason="Dibatalkan oleh Pembeli. Alasan: Lainnya")
    assert (order["status"], order["return_kind"]) == ("canceled", None)


@pytest.mark.parametrize(
    ("returned", "note", "total", "expected"),
    [
        ("2", "Permintaan Disetujui", "0", ("rts", "returned_after_receipt", 0, 0, 0)),
        ("1", "Permintaan Disetujui", "279.000", ("completed", None, 13_900_000, 0, 0)),
        ("2", "Permintaan Disetujui", "279.000", ("completed", None, 0, 1, 0)),
        ("2", "Pengembalian sedang diproses", "0", ("completed", None, 0, 1, 1)),
        ("1", "Pengembalian Diproses", "279.000", ("completed", None, 13_900_000, 0, 1)),
        ("0", "", "279.000", ("completed", None, 0, 0, 0)),
    ],
)
def test_a_return_is_full_only_with_all_units_the_approval_and_nothing_to_pay(
    returned: str, note: str, total: str, expected: tuple[object, ...]
) -> None:
    order = _order(returned=returned, note=note, total=total)
    names = ("status", "return_kind", "refund_sen", "refund_unknown", "return_in_process")
    assert tuple(order[name] for name in names) == expected


def test_an_unknown_status_keeps_its_row_and_never_counts_as_delivered() -> None:
    """It becomes the furthest step its own columns prove, and is reported once."""
    read = _file(
        {"Status Pesanan": "Terbang", "No. Pesanan": "250801AAAAAAAA"},
        {"Status Pesanan": "Terbang", "No. Pesanan": "250801BBBBBBBB"},
    )
    assert read.parts[0].records["status"].to_list() == ["ready_to_ship"] * 2
    assert read.parts[0].records["raw_status"].to_list() == ["Terbang"] * 2
    assert [(i.code, i.severity, i.fields["orders"]) for i in read.issues] == [
        ("W_STATUS_UNKNOWN", "warning", 2)
    ]


def test_what_the_seller_gave_is_subtracted_and_what_shopee_gave_is_not() -> None:
    read = _file(
        {
            "Voucher Ditanggung Penjual": "5.000",
            "Cashback Koin": "500",
            "Voucher Ditanggung Shopee": "12.500",
            "Potongan Koin Shopee": "14998",
            "Diskon Dari Shopee": "1.000",
        }
    )
    order = read.parts[0].records.row(0, named=True)
    assert order["net_revenue_sen"] == (378_000 - 100_000 - 5_000 - 500) * 100
    assert order["seller_discount_sen"] == 105_500 * 100
    assert order["platform_discount_sen"] == (12_500 + 14_998 + 1_000) * 100


def test_order_level_amounts_count_once_however_many_lines_repeat_them() -> None:
    """Two lines of one order: the voucher and the buyer's total stand on both."""
    voucher = {"Voucher Ditanggung Penjual": "5.000", "Jumlah Produk di Pesan": "4"}
    read = _file(voucher, {**voucher, "Nama Produk": "Wajan Lain", "Nomor Referensi SKU": ""})
    order = read.parts[0].records.row(0, named=True)
    assert order["buyer_total_sen"] == 279_000 * 100
    assert order["net_revenue_sen"] == (2 * 278_000 - 5_000) * 100
    items = read.parts[0].children
    assert items is not None
    assert items["listing_key"].to_list() == ["WJN-24|", "wajan lain|"]


def test_a_local_evening_stays_on_its_own_day() -> None:
    """23:40 in Jakarta is 16:40 UTC of the same day; an order of 00:10 would be the day before."""
    order = _order()
    assert (order["ordered_at"], order["ordered_date"]) == ("2025-08-01T16:40:00Z", "2025-08-01")
