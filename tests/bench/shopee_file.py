"""A Shopee-like order export of any size, the same bytes for the same seed.

Written as XML by hand with shared strings, as the platform writes it: every cell is text, amounts
have dot thousands, order-level amounts repeat on every row of an order.
"""

import argparse
import random
import zipfile
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

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


def _letters(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


FORMATS = "http://schemas.openxmlformats.org"
MAIN = f"{FORMATS}/spreadsheetml/2006/main"
REL = f"{FORMATS}/officeDocument/2006/relationships"
PACKAGE = f"{FORMATS}/package/2006"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _types(parts: dict[str, str]) -> str:
    overrides = (
        f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    default = f'<Default Extension="rels" ContentType="{RELS_TYPE}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{default}{"".join(overrides)}</Types>'


def _relations(targets: dict[str, str]) -> str:
    entries = (
        f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'


FIXED_PARTS = {
    "[Content_Types].xml": _types(
        {
            "workbook": "sheet.main",
            "worksheets/sheet1": "worksheet",
            "sharedStrings": "sharedStrings",
        }
    ),
    "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
    '<sheets><sheet name="orders" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relations(
        {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"}
    ),
}


def write(path: Path, count: int, seed: int = 42) -> None:
    """Write `count` data rows as an xlsx file; memory holds only the distinct texts."""
    texts: dict[str, int] = {}
    letters = [_letters(index) for index in range(len(HEADERS))]

    def line(row_no: int, values: list[str]) -> str:
        cells = (
            f'<c r="{letter}{row_no}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
            for letter, value in zip(letters, values, strict=True)
        )
        return f'<row r="{row_no}">{"".join(cells)}</row>'

    def part(name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        return info

    with zipfile.ZipFile(path, "w") as archive:
        for name, text in FIXED_PARTS.items():
            archive.writestr(part(name), text)
        with archive.open(part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(line(1, list(HEADERS)).encode())
            for row_no, values in enumerate(rows(count, seed), start=2):
                sheet.write(line(row_no, values).encode())
            sheet.write(b"</sheetData></worksheet>")
        with archive.open(part("xl/sharedStrings.xml"), "w") as strings:
            strings.write(f'<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">'.encode())
            for text in texts:
                strings.write(f"<si><t>{escape(text)}</t></si>".encode())
            strings.write(b"</sst>")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--seed", type=int, default=42)
    given = parser.parse_args()
    write(given.path, given.rows, given.seed)
