"""The demo shop's income as Shopee's `Income.sudah dilepas` workbook, in the layout of 2025."""

import io
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from omnicli.demo.money import Claim
from omnicli.demo.money import Money
from omnicli.demo.money import Release

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | None
USERNAME = "dapurkirana"

_PRICES = (
    "Harga Asli Produk", "Total Diskon Produk", "Jumlah Pengembalian Dana ke Pembeli",
)  # fmt: skip
_GIVEN = (
    "Diskon Produk dari Shopee", "Diskon Voucher Ditanggung Penjual",
    "Cashback Koin yang Ditanggung Penjual",
)  # fmt: skip
_SHIPPING = (
    "Ongkir Dibayar Pembeli", "Diskon Ongkir Ditanggung Jasa Kirim", "Gratis Ongkir dari Shopee",
    "Ongkir yang Diteruskan oleh Shopee ke Jasa Kirim", "Ongkos Kirim Pengembalian Barang",
    "Kembali ke Biaya Pengiriman Pengirim", "Pengembalian Biaya Kirim",
)  # fmt: skip
_FEES = (
    "Biaya Komisi AMS", "Biaya Administrasi (termasuk PPN 11%)", "Biaya Layanan",
    "Biaya Proses Pesanan", "Premi", "Biaya Program Hemat Biaya Kirim", "Biaya Transaksi",
    "Biaya Kampanye",
)  # fmt: skip
_TAX = "Bea Masuk, PPN & PPh"
_AMOUNTS = (*_PRICES, *_GIVEN, *_SHIPPING, *_FEES, _TAX)
HEADERS = (
    "No.", "No. Pesanan", "No. Pengajuan", "Username (Pembeli)", "Waktu Pesanan Dibuat",
    "Metode pembayaran pembeli", "Tanggal Dana Dilepaskan", *_AMOUNTS, "Total Penghasilan",
    "Kode Voucher", "Kompensasi", "Promo Gratis Ongkir dari Penjual", "Jasa Kirim", "Nama Kurir",
)  # fmt: skip
_ADJUSTED = (
    "No.", "Tanggal Penyesuaian Dibuat", "Tipe Penyesuaian | Deskripsi", "Alasan Penyesuaian",
    "Biaya Penyesuaian", "No. Pesanan Terhubung", "Tanggal Dana Dilepaskan",
)  # fmt: skip


def workbook(money: Money, first: date, last: date) -> bytes:
    """The xlsx file: what was released from `first` to `last`, and the sheet that sums it up."""
    import xlsxwriter

    paid = [amounts(release) for release in money.releases]
    rows = [_row(number, release) for number, release in enumerate(money.releases, start=1)]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 1, 1)})  # noqa: DTZ001 - xlsx has no zones
    span = (("Username (Penjual)", "Dari", "ke"), (USERNAME, str(first), str(last)))
    _fill(book.add_worksheet("Summary"), _summary(paid, first, last))
    _fill(book.add_worksheet("Income"), (*span, (), (), ("total(Rp)",), HEADERS, *rows))
    _fill(book.add_worksheet("Adjustment"), _adjustments(money.claims, first, last))
    book.close()
    return buffer.getvalue()


def amounts(release: Release) -> dict[str, int]:
    """The signed amounts of an order by header; they add up to its income."""
    return dict.fromkeys(_AMOUNTS, 0) | {
        "Harga Asli Produk": release.price,
        "Total Diskon Produk": -release.discount,
        "Jumlah Pengembalian Dana ke Pembeli": -release.refund,
        "Diskon Voucher Ditanggung Penjual": -release.voucher,
        "Ongkir Dibayar Pembeli": release.buyer_shipping,
        "Gratis Ongkir dari Shopee": release.free_shipping,
        "Ongkir yang Diteruskan oleh Shopee ke Jasa Kirim": -release.courier,
        "Biaya Komisi AMS": -release.affiliate,
        "Biaya Administrasi (termasuk PPN 11%)": -release.admin,
        "Biaya Layanan": -release.service,
        "Biaya Proses Pesanan": -release.processing,
    }


def _row(number: int, release: Release) -> list[Cell]:
    order = release.order
    service, courier = order.shipping.split("-", 1)
    cells: dict[str, Cell] = {
        **amounts(release),
        "No.": str(number),
        "No. Pesanan": order.order_no,
        "Username (Pembeli)": order.buyer.username,
        "Waktu Pesanan Dibuat": f"{order.created:%Y-%m-%d}",
        "Metode pembayaran pembeli": order.payment,
        "Tanggal Dana Dilepaskan": f"{release.at:%Y-%m-%d}",
        "Total Penghasilan": release.net,
        "Kompensasi": 0,
        "Promo Gratis Ongkir dari Penjual": 0,
        "Jasa Kirim": service,
        "Nama Kurir": courier,
    }
    return [cells.get(header) for header in HEADERS]


def _summary(paid: Sequence[dict[str, int]], first: date, last: date) -> list[tuple[Cell, ...]]:
    """Labels and sums as Shopee lays them out: groups, their members, the total."""

    def summed(*names: str) -> int:
        return sum(cells[name] for cells in paid for name in names)

    def group(title: str, names: Sequence[str]) -> list[tuple[Cell, ...]]:
        members: list[tuple[Cell, ...]] = [(None, name, summed(name)) for name in names]
        return [(title, None, None, summed(*names)), *members, ()]

    return [
        ("Laporan Penghasilan",), (), (), (),
        ("Rincian Laporan",),
        ("Username (Penjual)", USERNAME),
        ("Dari", str(first)),
        ("ke", str(last)),
        (),
        ("Ringkasan Penghasilan", None, None, "Rp"),
        ("1. Total Pendapatan", None, None, summed(*_PRICES, *_GIVEN)),
        *group("Subtotal Pesanan", _PRICES),
        *group("Voucher & Subsidi Shopee", _GIVEN),
        ("2. Total Pengeluaran", None, None, summed(*_SHIPPING, *_FEES, _TAX)),
        *group("Total Biaya Pengiriman", _SHIPPING),
        *group("Biaya Admin & Layanan", _FEES),
        ("3. Total yang Dilepas", None, None, summed(*_AMOUNTS)),
    ]  # fmt: skip


def _adjustments(claims: Sequence[Claim], first: date, last: date) -> list[tuple[Cell, ...]]:
    total = sum(claim.amount for claim in claims)
    return [
        ("Catatan: \n1) Semua penyesuaian yang telah dibayarkan",),
        ("Username (Penjual)", USERNAME),
        ("Dari", str(first), "ke", str(last)),
        ("Rp",), (), (),
        ("Ringkasan Biaya Penyesuaian",),
        ("Total Penyesuaian", None, None, total),
        (None, "Lainnya", None, total),
        (), (),
        ("Rincian Transaksi Penyesuaian",),
        _ADJUSTED,
        *(_claim(number, claim) for number, claim in enumerate(claims, start=1)),
        ("Total Biaya", None, None, None, total),
    ]  # fmt: skip


def _claim(number: int, claim: Claim) -> tuple[Cell, ...]:
    order_no, day = claim.order.order_no, f"{claim.at:%Y-%m-%d}"
    reason = f"[Penambahan Wallet] Penggantian Dana Barang Hilang {order_no}"
    return (str(number), day, "Lainnya", reason, claim.amount, order_no, day)


def _fill(sheet: "Worksheet", rows: Sequence[Sequence[Cell]]) -> None:
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                sheet.write_string(number, column, cell)
