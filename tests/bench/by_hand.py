"""The yardstick: what a good engineer writes for this one file, without any safety.

fastexcel (bytes, text cells) → polars → three sqlite3 upserts in one transaction.
Usage: by_hand.py FILE DATABASE
"""

import sqlite3
import sys
from pathlib import Path

import fastexcel
import polars as pl

SCHEMA = """
CREATE TABLE IF NOT EXISTS customers (
  username TEXT PRIMARY KEY, name TEXT, phone TEXT, city TEXT, province TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS orders (
  order_no TEXT PRIMARY KEY, username TEXT, status TEXT, reason TEXT, awb TEXT, courier TEXT,
  payment TEXT, ordered_at TEXT, paid_at TEXT, ready_at TEXT, completed_at TEXT, voucher INTEGER,
  coins INTEGER, shipping INTEGER, total INTEGER, quantity INTEGER, city TEXT, province TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS orders_date ON orders (ordered_at);
CREATE INDEX IF NOT EXISTS orders_user ON orders (username);
CREATE INDEX IF NOT EXISTS orders_awb ON orders (awb);
CREATE TABLE IF NOT EXISTS items (
  order_no TEXT, sku TEXT, variation TEXT, nth INTEGER, product TEXT, quantity INTEGER,
  price INTEGER, deal INTEGER, subtotal INTEGER, PRIMARY KEY (order_no, sku, variation, nth)
) WITHOUT ROWID;
"""


def text(header: str) -> pl.Expr:
    """A trimmed text column; empty becomes NULL."""
    return pl.col(header).str.strip_chars().replace("", None)


def rupiah(header: str) -> pl.Expr:
    """An amount with dot thousands."""
    return pl.col(header).str.replace_all(".", "", literal=True).cast(pl.Int64)


def upsert(db: sqlite3.Connection, table: str, key: int, frame: pl.DataFrame) -> None:
    """Insert or update `frame`, whose first `key` columns are the primary key."""
    names = frame.columns
    marks = ", ".join("?" * len(names))
    sets = ", ".join(f"{name} = excluded.{name}" for name in names[key:])
    changed = " OR ".join(f"{table}.{name} IS NOT excluded.{name}" for name in names[key:])
    db.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(names[:key])}) DO UPDATE SET {sets} WHERE {changed}",
        frame.sort(names[:key]).iter_rows(),
    )


def read(path: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The file as orders, items and customers."""
    raw = fastexcel.read_excel(path.read_bytes()).load_sheet(0, dtypes="string").to_polars()
    orders = raw.unique("No. Pesanan", keep="first", maintain_order=True).select(
        order_no=text("No. Pesanan"),
        username=text("Username (Pembeli)"),
        status=text("Status Pesanan"),
        reason=text("Alasan Pembatalan"),
        awb=text("No. Resi"),
        courier=text("Opsi Pengiriman"),
        payment=text("Metode Pembayaran"),
        ordered_at=text("Waktu Pesanan Dibuat"),
        paid_at=text("Waktu Pembayaran Dilakukan"),
        ready_at=text("Waktu Pengiriman Diatur"),
        completed_at=text("Waktu Pesanan Selesai"),
        voucher=rupiah("Voucher Ditanggung Penjual"),
        coins=rupiah("Cashback Koin"),
        shipping=rupiah("Ongkos Kirim Dibayar oleh Pembeli"),
        total=rupiah("Total Pembayaran"),
        quantity=pl.col("Jumlah Produk di Pesan").cast(pl.Int64),
        city=text("Kota/Kabupaten"),
        province=text("Provinsi"),
    )
    identity = ["No. Pesanan", "Nomor Referensi SKU", "Nama Variasi"]
    items = raw.select(
        order_no=pl.col("No. Pesanan"),
        sku=pl.col("Nomor Referensi SKU"),
        variation=pl.col("Nama Variasi").fill_null(""),
        nth=pl.int_range(pl.len()).over(identity),
        product=text("Nama Produk"),
        quantity=pl.col("Jumlah").cast(pl.Int64),
        price=rupiah("Harga Awal"),
        deal=rupiah("Harga Setelah Diskon"),
        subtotal=rupiah("Total Harga Produk"),
    )
    customers = raw.unique("Username (Pembeli)", keep="last", maintain_order=True).select(
        username=text("Username (Pembeli)"),
        name=text("Nama Penerima"),
        phone=text("No. Telepon"),
        city=text("Kota/Kabupaten"),
        province=text("Provinsi"),
    )
    return orders, items, customers


def main() -> None:
    """Read the file, write the database."""
    source, target = Path(sys.argv[1]), sys.argv[2]
    orders, items, customers = read(source)
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA cache_size = -262144")
    db.executescript(SCHEMA)
    db.execute("BEGIN IMMEDIATE")
    upsert(db, "customers", 1, customers)
    upsert(db, "orders", 1, orders)
    upsert(db, "items", 4, items)
    db.execute("COMMIT")
    db.close()


if __name__ == "__main__":
    main()
