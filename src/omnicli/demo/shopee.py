"""The demo orders as Shopee's 49-column order export, as it would look on a given day."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from datetime import timedelta

from omnicli.demo.orders import Line
from omnicli.demo.orders import Order

HEADERS = (
    "No. Pesanan", "Status Pesanan", "Alasan Pembatalan", "Status Pembatalan/ Pengembalian",
    "No. Resi", "Opsi Pengiriman", "Antar ke counter/ pick-up",
    "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)", "Waktu Pengiriman Diatur",
    "Waktu Pesanan Dibuat", "Waktu Pembayaran Dilakukan", "Metode Pembayaran", "SKU Induk",
    "Nama Produk", "Nomor Referensi SKU", "Nama Variasi", "Harga Awal", "Harga Setelah Diskon",
    "Jumlah", "Returned quantity", "Total Harga Produk", "Total Diskon", "Diskon Dari Penjual",
    "Diskon Dari Shopee", "Berat Produk", "Jumlah Produk di Pesan", "Total Berat",
    "Voucher Ditanggung Penjual", "Cashback Koin", "Voucher Ditanggung Shopee", "Paket Diskon",
    "Paket Diskon (Diskon dari Shopee)", "Paket Diskon (Diskon dari Penjual)",
    "Potongan Koin Shopee", "Diskon Kartu Kredit", "Ongkos Kirim Dibayar oleh Pembeli",
    "Estimasi Potongan Biaya Pengiriman", "Ongkos Kirim Pengembalian Barang", "Total Pembayaran",
    "Perkiraan Ongkos Kirim", "Catatan dari Pembeli", "Catatan", "Username (Pembeli)",
    "Nama Penerima", "No. Telepon", "Alamat Pengiriman", "Kota/Kabupaten", "Provinsi",
    "Waktu Pesanan Selesai",
)  # fmt: skip

SERVICE_FEE = 1000
"""What Shopee adds to each buyer's total, rupiah; it has no column."""

_FAILED = {
    "unpaid": "Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Pesanan belum dibayar",
    "canceled": "Dibatalkan oleh Pembeli. Alasan: Lainnya/ berubah pikiran",
    "undelivered": "Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Pengiriman gagal",
    "lost": "Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Paket hilang di perjalanan",
}
_RETURN_NOTES = {
    "returned": "Permintaan Disetujui",
    "part_returned": "Permintaan Disetujui",
    "returning": "Pengembalian sedang diproses",
}
_CONFIRM_DAYS = 7


def rows(orders: Iterable[Order], seen_at: datetime) -> list[list[str]]:
    """One row per order line, of the orders that existed at `seen_at`."""
    return [
        _row(order, line, seen_at)
        for order in orders
        if order.created <= seen_at
        for line in order.lines
    ]


def workbook(table: Iterable[list[str]]) -> bytes:
    """The rows as an xlsx file whose cells are all text, on a sheet named `orders`."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 1, 1)})  # noqa: DTZ001 - xlsx has no zones
    sheet = book.add_worksheet("orders")
    for number, cells in enumerate((HEADERS, *table)):
        for column, text in enumerate(cells):
            sheet.write_string(number, column, text)
    book.close()
    return buffer.getvalue()


def export(table: Iterable[list[str]]) -> bytes:
    """The rows as the csv that Shopee writes for many orders."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows((HEADERS, *table))
    return ("\ufeff" + out.getvalue()).encode()


def status(order: Order, seen_at: datetime) -> tuple[str, str]:
    """(Status Pesanan, Alasan Pembatalan) of the order as it stood at `seen_at`."""
    if order.fate in _FAILED and seen_at >= _failed_at(order):
        return "Batal", _FAILED[order.fate]
    until = order.closed + timedelta(days=_CONFIRM_DAYS)
    received = (
        "Pesanan diterima, namun Pembeli masih dapat mengajukan pengembalian "
        f"hingga {until:%Y-%m-%d}."
    )
    steps: tuple[tuple[datetime, str], ...] = (
        (until, "Selesai"),
        (order.closed, received),
        (order.delivered, "Telah Dikirim"),
        (order.shipped, "Sedang Dikirim"),
        (order.paid, "Perlu Dikirim"),
    )
    if order.fate == "unpaid":
        steps = ()
    return next((word for since, word in steps if seen_at >= since), "Belum Bayar"), ""


def _failed_at(order: Order) -> datetime:
    if order.fate == "unpaid":
        return order.created + timedelta(days=2)
    return order.arranged if order.fate == "canceled" else order.closed


def _row(order: Order, line: Line, seen_at: datetime) -> list[str]:
    state, reason = status(order, seen_at)
    done = state.startswith(("Selesai", "Pesanan diterima"))
    cells = {
        "No. Pesanan": order.order_no,
        "Status Pesanan": state,
        "Alasan Pembatalan": reason,
        "Status Pembatalan/ Pengembalian": _RETURN_NOTES.get(order.fate, "")
        if done and line.returned
        else "",
        "Opsi Pengiriman": order.shipping,
        "Antar ke counter/ pick-up": "Pickup",
        "Metode Pembayaran": order.payment,
        "Paket Diskon": "N",
        "Alamat Pengiriman": "******",
        "Username (Pembeli)": order.buyer.username,
        "Nama Penerima": order.buyer.masked_name,
        "No. Telepon": order.buyer.masked_phone,
        "Kota/Kabupaten": order.buyer.city,
        "Provinsi": order.buyer.province,
        **_times(order, seen_at, state, done=done),
        **_line_cells(line, done=done),
        **_order_cells(order, state),
    }
    return [cells.get(header, "0") for header in HEADERS]


def _times(order: Order, seen_at: datetime, state: str, *, done: bool) -> dict[str, str]:
    sent = seen_at >= order.arranged and order.fate not in {"unpaid", "canceled"}
    is_paid = order.fate != "unpaid" and seen_at >= order.paid
    paid_at = order.closed if order.is_cod else order.paid
    return {
        "No. Resi": order.awb if sent else "",
        "Waktu Pengiriman Diatur": _time(order.arranged) if sent else "",
        "Waktu Pesanan Dibuat": _time(order.created),
        "Waktu Pembayaran Dilakukan": _time(paid_at)
        if is_paid and (done or not order.is_cod)
        else "-",
        "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)": ""
        if state == "Belum Bayar"
        else f"{order.paid + timedelta(days=2):%Y-%m-%d} 23:59",
        "Waktu Pesanan Selesai": _time(order.closed) if done else "",
        "Catatan dari Pembeli": "",
        "Catatan": "",
    }


def _line_cells(line: Line, *, done: bool) -> dict[str, str]:
    product = line.product
    discount = (product.list_price - product.deal_price) * line.quantity
    return {
        "SKU Induk": product.parent_sku,
        "Nama Produk": product.name,
        "Nomor Referensi SKU": product.sku,
        "Nama Variasi": product.variation,
        "Harga Awal": _money(product.list_price),
        "Harga Setelah Diskon": _money(product.deal_price),
        "Jumlah": str(line.quantity),
        "Returned quantity": str(line.returned if done else 0),
        "Total Harga Produk": _money(product.deal_price * line.quantity),
        "Total Diskon": _money(discount),
        "Diskon Dari Penjual": _money(discount),
        "Berat Produk": f"{product.grams} gr",
    }


def _order_cells(order: Order, state: str) -> dict[str, str]:
    subtotal = sum(line.product.deal_price * line.quantity for line in order.lines)
    given = order.voucher + order.platform_voucher + order.coins
    total = max(subtotal - given, 0) + order.buyer_shipping + SERVICE_FEE
    is_refunded = state == "Batal" or (
        order.fate == "returned" and state.startswith(("Selesai", "Pesanan diterima"))
    )
    grams = sum(line.product.grams * line.quantity for line in order.lines)
    return {
        "Jumlah Produk di Pesan": str(sum(line.quantity for line in order.lines)),
        "Total Berat": f"{grams} gr",
        "Voucher Ditanggung Penjual": _money(order.voucher),
        "Voucher Ditanggung Shopee": _money(order.platform_voucher),
        "Potongan Koin Shopee": str(order.coins),
        "Ongkos Kirim Dibayar oleh Pembeli": _money(order.buyer_shipping),
        "Perkiraan Ongkos Kirim": _money(9000 + grams // 1000 * 3500),
        "Total Pembayaran": _money(0 if is_refunded else total),
    }


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _money(rupiah: int) -> str:
    return f"{rupiah:,}".replace(",", ".")
