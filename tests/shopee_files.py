"""Small Shopee order exports made of plain rows, in the platform's own headers and spelling."""

import csv
import io
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

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

STAGES = ("Belum Bayar", "Perlu Dikirim", "Sedang Dikirim", "Selesai", "Batal")


@dataclass(frozen=True)
class Line:
    """One product line of an order."""

    product: str = "Wajan 24 cm"
    sku: str | None = "WJN-24"
    price: int = 85_000
    quantity: int = 1
    returned: int = 0


@dataclass(frozen=True)
class Order:
    """One order as an export of some day shows it."""

    number: str
    status: str = "Selesai"
    created: str = "2025-08-01 10:00"
    paid: str | None = "2025-08-01 10:05"
    arranged: str | None = None
    completed: str | None = None
    buyer: str = "pembeli_satu"
    receiver: str = "S***i"
    city: str = "KOTA BANDUNG"
    province: str = "JAWA BARAT"
    voucher: int = 0
    lines: tuple[Line, ...] = (Line(),)
    expected: int | None = None
    """Jumlah Produk di Pesan where it is more than the lines show (a split export)."""
    extra: Mapping[str, str] = field(default_factory=dict)


def dots(amount: int) -> str:
    """`85.000`, as the export writes amounts."""
    return f"{amount:,}".replace(",", ".")


def rows(order: Order) -> Iterable[dict[str, str]]:
    """The order's rows by header."""
    units = order.expected or sum(line.quantity for line in order.lines)
    subtotal = sum(line.price * line.quantity for line in order.lines)
    for line in order.lines:
        cells = dict.fromkeys(HEADERS, "")
        cells |= {
            "No. Pesanan": order.number,
            "Status Pesanan": order.status,
            "Waktu Pengiriman Diatur": order.arranged or "",
            "Waktu Pesanan Dibuat": order.created,
            "Waktu Pembayaran Dilakukan": order.paid or "-",
            "Metode Pembayaran": "Saldo ShopeePay",
            "Opsi Pengiriman": "Reguler (Cashless)-SPX Standard",
            "Nama Produk": line.product,
            "Nomor Referensi SKU": line.sku or "",
            "Harga Awal": dots(line.price),
            "Harga Setelah Diskon": dots(line.price),
            "Jumlah": str(line.quantity),
            "Returned quantity": str(line.returned),
            "Total Harga Produk": dots(line.price * line.quantity),
            "Total Diskon": "0",
            "Diskon Dari Penjual": "0",
            "Diskon Dari Shopee": "0",
            "Berat Produk": "900 gr",
            "Jumlah Produk di Pesan": str(units),
            "Voucher Ditanggung Penjual": dots(order.voucher),
            "Cashback Koin": "0",
            "Voucher Ditanggung Shopee": "0",
            "Potongan Koin Shopee": "0",
            "Diskon Kartu Kredit": "0",
            "Ongkos Kirim Dibayar oleh Pembeli": "0",
            "Ongkos Kirim Pengembalian Barang": "0",
            "Total Pembayaran": dots(subtotal - order.voucher),
            "Perkiraan Ongkos Kirim": dots(9_000),
            "Username (Pembeli)": order.buyer,
            "Nama Penerima": order.receiver,
            "No. Telepon": "******12",
            "Kota/Kabupaten": order.city,
            "Provinsi": order.province,
            "Waktu Pesanan Selesai": order.completed or "",
            **order.extra,
        }
        yield cells


def export(orders: Iterable[Order], *, without: Iterable[str] = ()) -> bytes:
    """A csv export of the orders; `without` leaves columns out, as older versions do."""
    headers = [h for h in HEADERS if h not in set(without)]
    out = io.StringIO()
    writer = csv.DictWriter(out, headers, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for order in orders:
        writer.writerows(rows(order))
    return out.getvalue().encode("utf-8-sig")
