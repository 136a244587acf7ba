"""Files of an imagined shop's money: wallet movements, settled COD orders, the bank account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from bank_files import Move
from bank_files import Statement

FIRST = date(2025, 8, 1)
_SHOPEE = (
    "Tanggal Transaksi,Tipe Transaksi,Deskripsi,No. Pesanan,Jenis Transaksi,Jumlah,Status,"
    "Saldo Akhir"
)
_KINDS = {
    "revenue": ("Penghasilan dari Pesanan", "Penghasilan dari Pesanan"),
    "charge": ("Penyesuaian oleh Shopee", "Penyesuaian ongkir"),
    "withdraw": ("Penarikan Dana", "Penarikan Dana"),
}


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of a Shopee balance on the n-th day from 1 August 2025; plus is money in."""

    day: int
    kind: str
    rupiah: int
    order_no: str = "-"

    @property
    def date(self) -> date:
        """The day it happened on."""
        return FIRST + timedelta(days=self.day - 1)


def balance(history: Sequence[Movement], first: int = 1, last: int = 31) -> bytes:
    """The balance export of some days out of a whole history that starts at zero, newest first."""
    after, rows = 0, []
    for move in history:
        after += move.rupiah
        kind, text = _KINDS[move.kind]
        way = "Transaksi Masuk" if move.rupiah > 0 else "Transaksi Keluar"
        shown = [f"{move.date} 10:00:00", kind, text, move.order_no, way, str(move.rupiah)]
        if first <= move.day <= last:
            rows.append(",".join([*shown, "Transaksi Selesai", str(after)]))
    return "\n".join([_SHOPEE, *reversed(rows)]).encode()


def cod(*rows: tuple[str, int, int]) -> bytes:
    """An OrderOnline COD history of (order, day, rupiah of net cash)."""
    head = "order_id,product_price,shipping_cost,cod_fee,cod_fee_tax,total_net_cash,paid_at"
    lines = [
        f"{order},{net + 10_000},6000,4000,0,{net},{day:02}-08-2025 - 09:00"
        for order, day, net in rows
    ]
    return "\n".join([head, *lines]).encode()


def wallet(*rows: tuple[int, str, int]) -> bytes:
    """An OrderOnline wallet of (day, description, rupiah), oldest first from zero."""
    after, lines = 0, ["created_at,description,type,amount,balance,status"]
    for day, text, rupiah in rows:
        after += rupiah
        way = "credit" if rupiah > 0 else "debit"
        lines.append(f"{day:02}-08-2025 - 12:00,{text},{way},{abs(rupiah)},{after},success")
    return "\n".join(lines).encode()


def bank(*moves: tuple[int, int, str], account: str = "1370012345678") -> bytes:
    """A Mandiri csv of August 2025 with (day, rupiah, text)."""
    shown = tuple(Move(day, rupiah, text) for day, rupiah, text in moves)
    return Statement(shown, 1, 31, layout="new", account=account).content()
