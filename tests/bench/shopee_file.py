"""A Shopee-like order export of any size, the same bytes for the same seed.

As the platform writes it every cell is text, amounts have dot thousands, order-level amounts repeat
on every row of an order; `bench.xlsx_writers` says how other programs write the same rows.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from bench.xlsx_writers import EXACT
from bench.xlsx_writers import WRITERS
from bench.xlsx_writers import Value
from bench.xlsx_writers import write_sheet
from shopee_files import HEADERS

ROWS_PER_ORDER = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)
"""Mean 1.4 rows an order; real shops have about 1.39."""

PLACES = (
    ("KAB. BOGOR", "JAWA BARAT"),
    ("KOTA JAKARTA SELATAN", "DKI JAKARTA"),
    ("KOTA SURABAYA", "JAWA TIMUR"),
    ("KAB. SLEMAN", "DI YOGYAKARTA"),
    ("KOTA MEDAN", "SUMATERA UTARA"),
    ("KOTA MAKASSAR", "SULAWESI SELATAN"),
)
SHIPPING = (
    "Hemat Kargo-SPX Hemat",
    "Reguler (Cashless)-JNE Reguler",
    "Reguler (Cashless)-SPX Standard",
)
PAYMENT = ("Online Payment", "COD (Bayar di Tempat)", "SPayLater", "Saldo ShopeePay")
FIRST_DAY = datetime(2025, 1, 1)  # noqa: DTZ001 - local time, as the platform prints it
_AMOUNTS = {
    *("Harga Awal", "Harga Setelah Diskon", "Jumlah", "Returned quantity", "Total Harga Produk"),
    *("Total Diskon", "Diskon Dari Penjual", "Diskon Dari Shopee", "Jumlah Produk di Pesan"),
    *("Voucher Ditanggung Penjual", "Cashback Koin", "Voucher Ditanggung Shopee"),
    *("Potongan Koin Shopee", "Diskon Kartu Kredit", "Ongkos Kirim Dibayar oleh Pembeli"),
    *("Estimasi Potongan Biaya Pengiriman", "Ongkos Kirim Pengembalian Barang"),
    *("Total Pembayaran", "Perkiraan Ongkos Kirim"),
}
CODE = "0123456789ABCDEFGHJKMNPQRSTUVWXY"


def dotted(rupiah: int) -> str:
    """An amount as the platform prints it: `1.234.567`."""
    return f"{rupiah:,}".replace(",", ".")


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _item(rng: random.Random, line: int) -> dict[str, str | int]:
    product = rng.randrange(300)
    price = 10_000 + 500 * rng.randrange(400)
    deal = price - 100 * rng.randrange(0, price // 400)
    quantity = rng.choice((1, 1, 1, 1, 2, 3))
    return {
        "SKU Induk": f"IND-{product:03d}",
        "Nama Produk": f"Contoh Barang Rumah Tangga Serbaguna Nomor {product:03d}",
        "Nomor Referensi SKU": f"SKU-{product:03d}-{line}",
        "Nama Variasi": rng.choice(("Hitam", "Putih", "Biru,30 cm", "")),
        "Harga Awal": dotted(price),
        "Harga Setelah Diskon": dotted(deal),
        "Jumlah": quantity,
        "Returned quantity": "0",
        "Total Harga Produk": deal * quantity,
        "Total Diskon": dotted((price - deal) * quantity),
        "Diskon Dari Penjual": dotted((price - deal) * quantity),
        "Diskon Dari Shopee": "0",
        "Berat Produk": f"{250 * quantity} gr",
    }


def _order(rng: random.Random, number: int, items: list[dict[str, str | int]]) -> dict[str, str]:
    made = FIRST_DAY + timedelta(minutes=rng.randrange(180 * 24 * 60))
    state = rng.choice(("Selesai",) * 15 + ("Sedang Dikirim", "Batal"))
    # A mixed-radix tail keeps numbers unique and out of order, as real ones are.
    tail = "".join(CODE[(number * 2_654_435_761 >> shift) % 32] for shift in range(0, 40, 5))
    subtotal = sum(int(item["Total Harga Produk"]) for item in items)
    voucher = 500 * rng.randrange(20)
    shipping = 1_000 * rng.randrange(5, 30)
    quantity = sum(int(item["Jumlah"]) for item in items)
    city, province = rng.choice(PLACES)
    reason = "Dibatalkan oleh Pembeli. Alasan: Lainnya/ berubah pikiran" if state == "Batal" else ""
    return {
        "No. Pesanan": f"{made:%y%m%d}{tail}",
        "Status Pesanan": state,
        "Alasan Pembatalan": reason,
        "No. Resi": "" if state == "Batal" else f"SPXID{number:010d}",
        "Opsi Pengiriman": rng.choice(SHIPPING),
        "Antar ke counter/ pick-up": "Pickup",
        "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)": _stamp(
            made + timedelta(days=2)
        ),
        "Waktu Pengiriman Diatur": _stamp(made + timedelta(hours=5)),
        "Waktu Pesanan Dibuat": _stamp(made),
        "Waktu Pembayaran Dilakukan": _stamp(made + timedelta(minutes=7)),
        "Metode Pembayaran": rng.choice(PAYMENT),
        "Jumlah Produk di Pesan": str(quantity),
        "Total Berat": f"{250 * quantity} gr",
        "Voucher Ditanggung Penjual": dotted(min(voucher, subtotal)),
        "Cashback Koin": "0",
        "Voucher Ditanggung Shopee": "0",
        "Paket Diskon": "N",
        "Paket Diskon (Diskon dari Shopee)": "0",
        "Paket Diskon (Diskon dari Penjual)": "0",
        "Potongan Koin Shopee": "0",
        "Diskon Kartu Kredit": "0",
        "Ongkos Kirim Dibayar oleh Pembeli": dotted(shipping),
        "Estimasi Potongan Biaya Pengiriman": "0",
        "Ongkos Kirim Pengembalian Barang": "0",
        "Total Pembayaran": "0"
        if state == "Batal"
        else dotted(subtotal - min(voucher, subtotal) + shipping + 1_000),
        "Perkiraan Ongkos Kirim": dotted(shipping),
        "Username (Pembeli)": f"pembeli_{rng.randrange(1, max(2, number)):07d}",
        "Nama Penerima": "B****i",
        "No. Telepon": f"******{number % 100:02d}",
        "Alamat Pengiriman": f"Jalan Contoh No. {number % 900}, RT 0{number % 9}",
        "Kota/Kabupaten": city,
        "Provinsi": province,
        "Waktu Pesanan Selesai": _stamp(made + timedelta(days=6)) if state == "Selesai" else "",
    }


def rows(count: int, seed: int = 42) -> Iterator[list[str]]:
    """`count` data rows in `HEADERS` order; the last order may have fewer rows."""
    rng = random.Random(seed)
    left = count
    number = 0
    while left > 0:
        number += 1
        size = min(left, rng.choice(ROWS_PER_ORDER))
        items = [_item(rng, line) for line in range(size)]
        order = _order(rng, number, items)
        for item in items:
            merged = {
                **order,
                **item,
                "Total Harga Produk": dotted(int(item["Total Harga Produk"])),
            }
            yield [str(merged.get(header, "")) for header in HEADERS]
        left -= size


def typed(line: list[str]) -> list[Value]:
    """A row with numbers and moments instead of their texts, as a spreadsheet holds them."""
    return [_value(header, text) for header, text in zip(HEADERS, line, strict=True)]


def _value(header: str, text: str) -> Value:
    if header in _AMOUNTS:
        return int(text.replace(".", ""))
    if header.startswith("Waktu") and text:
        return datetime.fromisoformat(text)
    return text


def write(
    path: Path, count: int, writer: str = "platform", *, exact: bool = False, seed: int = 42
) -> None:
    """Write `count` data rows as an xlsx file; with `exact`, cells of no text in unread columns."""
    how = WRITERS[writer]
    lines: Iterator[list[Value]] = (
        typed(line) if how.numbers else list(line) for line in rows(count, seed)
    )
    headers: list[Value] = list(HEADERS)
    if exact:
        headers += [f"Bantuan {kind}" for kind in EXACT]
        lines = (line + list(EXACT.values()) for line in lines)
    write_sheet(path, how, headers, lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--writer", choices=sorted(WRITERS), default="platform")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--seed", type=int, default=42)
    given = parser.parse_args()
    write(given.path, given.rows, given.writer, exact=given.exact, seed=given.seed)
