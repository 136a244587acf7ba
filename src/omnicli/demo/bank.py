"""The demo shop's bank account as a KlikBCA Bisnis csv: payouts in, the shop's costs out."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from omnicli.demo.mengantar import Line
from omnicli.demo.money import Money
from omnicli.demo.rng import Rng

ACCOUNT = "1234567890"
OPENING = 18_450_000 * 100
"""The balance before the first day, in sen; interest brings cents."""
_HOLIDAYS = {date(2025, 8, 18), date(2025, 9, 5)}
_SUPPLIERS = (
    ("SINAR LOGAM PERKASA", 55),
    ("RAWISARI KOSMETIKA", 30),
    ("KARDUS JAYA MANDIRI", 15),
)
_GROWN = date(2025, 3, 1)
"""Until then the shop was smaller, and bought less."""
_UNKNOWN = (date(2025, 8, 14), 415_000, "RATNA KUSUMA WAJAN")
"""A buyer who paid the shop directly, and whose order stands in no file."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One movement of the account; plus is money in, in sen."""

    day: date
    text: str
    sen: int


def entries(
    rng: Rng, money: Money, parcels: Sequence[Line], first: date, last: date
) -> list[Entry]:
    """All movements from `first` to `last`, oldest first.

    A withdrawal arrives the same day, or on the next banking day; `money.lost_payout` never does.
    """
    found = (*_entries(rng, money, first, last), *_cod(rng, parcels))
    return sorted(entry for entry in found if first <= entry.day <= last)


def statement(entries: Sequence[Entry], opening: int, first: date, last: date) -> str:
    """The csv text: preamble, movements with the balance after each, closing block.

    It prints days without their year, so it holds less than a year.
    """
    balance, rows = opening, []
    for entry in entries:
        balance += entry.sen
        side = "CR" if entry.sen > 0 else "DB"
        amount = _amount(abs(entry.sen))
        rows.append((f"'{entry.day:%d/%m}", entry.text, "'0000", amount, side, _amount(balance)))
    credits_ = [entry.sen for entry in entries if entry.sen > 0]
    debits = [-entry.sen for entry in entries if entry.sen < 0]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        (
            ("Informasi Rekening - Mutasi Rekening", "", "", "", "", ""),
            (f"No. rekening : {ACCOUNT}", "", "", "", "", ""),
            ("Nama : DAPUR KIRANA", "", "", "", "", ""),
            (f"Periode : {first:%d/%m/%Y} - {last:%d/%m/%Y}", "", "", "", "", ""),
            ("Kode Mata Uang : Rp", "", "", "", "", ""),
            ("Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "", "Saldo"),
            *rows,
            ("Saldo Awal", "=", _amount(opening), "", "", ""),
            ("Mutasi Debet", "=", _amount(sum(debits)), str(len(debits)), "", ""),
            ("Mutasi Kredit", "=", _amount(sum(credits_)), str(len(credits_)), "", ""),
            ("Saldo Akhir", "=", _amount(balance), "", "", ""),
        )
    )
    return out.getvalue()


def _entries(rng: Rng, money: Money, first: date, last: date) -> list[Entry]:
    day, rupiah, text = _UNKNOWN
    found = [Entry(day, f"TRSF E-BANKING CR {day:%d%m}/{text}", rupiah * 100)]
    for payout in money.payouts:
        if payout is not money.lost_payout:
            arrives = _banking_day(payout.at.date() + timedelta(days=int(rng.chance(30))))
            text = f"KR OTOMATIS LLG SHOPEE {payout.at:%d%m%y} PENARIKAN SALDO PENJUAL"
            found.append(Entry(arrives, text, -payout.amount * 100))
    weeks = (last - first).days // 7 + 1
    for paid in (_banking_day(first + timedelta(days=7 * week + 2)) for week in range(weeks)):
        supplier = rng.weighted(_SUPPLIERS)
        sen = rng.between(28, 49) * (100_000 if paid >= _GROWN else 50_000) * 100
        found.append(Entry(paid, f"TRSF E-BANKING DB {paid:%d%m}/FTFVA/WS95051 {supplier}", -sen))
    for month in sorted(
        {(first + timedelta(days=n)).replace(day=1) for n in range((last - first).days + 1)}
    ):
        ends = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        interest = rng.between(2_000_00, 4_500_00)
        found += [
            Entry(ends, "BIAYA ADM", -15_000_00),
            Entry(ends, "BUNGA", interest),
            Entry(ends, "PAJAK BUNGA", -interest // 5),
        ]
    return found


def _cod(rng: Rng, parcels: Sequence[Line]) -> list[Entry]:
    """What the courier service paid out."""
    found = []
    for line in parcels:
        if line.kind == "Withdraw":
            arrives = _banking_day(line.at.date() + timedelta(days=int(rng.chance(30))))
            text = f"KR OTOMATIS LLG MENGANTAR {line.at:%d%m%y} PENCAIRAN COD"
            found.append(Entry(arrives, text, -line.amount * 100))
    return found


def _banking_day(day: date) -> date:
    """The day itself, or the next one on which banks work."""
    while day.weekday() >= 5 or day in _HOLIDAYS:
        day += timedelta(days=1)
    return day


def _amount(sen: int) -> str:
    """`1,234.50`."""
    return f"{sen // 100:,}.{sen % 100:02d}"
