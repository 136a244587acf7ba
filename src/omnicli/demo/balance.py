"""The demo shop's Shopee balance (Saldo Penjual) as the movements export of 2025."""

import io
from datetime import date
from datetime import datetime

from omnicli.demo.income import USERNAME
from omnicli.demo.money import Money
from omnicli.demo.money import Movement

HEADERS = (
    "Tanggal Transaksi", "Tipe Transaksi", "Deskripsi", "No. Pesanan", "Jenis Transaksi", "Jumlah",
    "Status", "Saldo Akhir",
)  # fmt: skip
_TOLD = {
    "release": ("Penghasilan dari Pesanan", "Penghasilan dari Pesanan #{order_no}"),
    "claim": ("Penyesuaian", "Penggantian Dana Barang Hilang {order_no}"),
    "payout": ("Penarikan Dana", "Penarikan Dana"),
}


def workbook(money: Money, first: date, last: date) -> bytes:
    """The xlsx file, newest movement first, all cells text as Shopee writes them."""
    import xlsxwriter

    moves = money.movements
    into = [move.amount for move in moves if move.amount > 0]
    out = [move.amount for move in moves if move.amount < 0]
    rows: list[tuple[str, ...]] = [
        ("Laporan",), (), (), (),
        ("Info Rekening",),
        ("Username (Penjual)", USERNAME),
        ("Dari", str(first)),
        ("Ke", str(last)),
        (),
        ("Ringkasan", "", "", "", "$", "Mata Uang", "Jumlah Transaksi"),
        ("Total Saldo Masuk", "", "", "", str(sum(into)), "IDR", str(len(into))),
        ("Total Saldo Keluar", "", "", "", str(sum(out)), "IDR", str(len(out))),
        (), (),
        ("Rincian Transaksi",),
        (),
        HEADERS,
        *(_row(move) for move in reversed(moves)),
    ]  # fmt: skip
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 1, 1)})  # noqa: DTZ001 - xlsx has no zones
    sheet = book.add_worksheet("Transaction Report")
    for number, cells in enumerate(rows):
        for column, text in enumerate(cells):
            sheet.write_string(number, column, text)
    book.close()
    return buffer.getvalue()


def _row(move: Movement) -> tuple[str, ...]:
    kind, details = _TOLD[move.kind]
    return (
        f"{move.at:%Y-%m-%d %H:%M:%S}",
        kind,
        details.format(order_no=move.order_no),
        move.order_no,
        "Transaksi Masuk" if move.amount > 0 else "Transaksi Keluar",
        str(move.amount),
        "Transaksi Selesai",
        str(move.balance),
    )
