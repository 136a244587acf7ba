"""What most tutorials show: pandas + openpyxl + to_sql into one wide table.

It does less than the others: no keys, no orders or customers of their own, the table is replaced.
Usage: by_pandas.py FILE DATABASE
"""

import sqlite3
import sys

import pandas as pd

AMOUNTS = (
    "Harga Awal",
    "Harga Setelah Diskon",
    "Total Harga Produk",
    "Total Diskon",
    "Diskon Dari Penjual",
    "Voucher Ditanggung Penjual",
    "Ongkos Kirim Dibayar oleh Pembeli",
    "Total Pembayaran",
)


def main() -> None:
    """Read the file, write the database."""
    frame = pd.read_excel(sys.argv[1], dtype=str, engine="openpyxl", keep_default_na=False)
    for name in AMOUNTS:
        frame[name] = frame[name].str.replace(".", "", regex=False).astype("int64")
    db = sqlite3.connect(sys.argv[2])
    frame.to_sql("rows", db, if_exists="replace", index=False)
    db.commit()
    db.close()


if __name__ == "__main__":
    main()
