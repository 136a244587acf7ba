"""Statements of an imagined bank account, in the layouts that banks print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import cache

import source_fixtures

ACCOUNT = "1370012345678"
FIRST = date(2025, 8, 1)


@dataclass(frozen=True, slots=True)
class Move:
    """One movement on the n-th day from 1 August 2025; plus is money in."""

    day: int
    rupiah: int
    text: str = "MUTASI"
    reference: str = ""
    """What the layout `new` prints to tell it from others."""

    @property
    def date(self) -> date:
        """The day it is posted on."""
        return FIRST + timedelta(days=self.day - 1)


def english(rupiah: int) -> str:
    """`1,234.00`."""
    return f"{rupiah:,}.00"


def indonesian(rupiah: int) -> str:
    """`+1.234,00` with its sign."""
    return f"{rupiah:+,}".replace(",", ".") + ",00"


@dataclass(frozen=True, slots=True)
class Statement:
    """The movements of whole days of one account, as one file shows them."""

    moves: tuple[Move, ...]
    first: int
    last: int
    opening: int = 0
    layout: str = "kopra"
    newest_first: bool = False
    account: str = ACCOUNT

    @property
    def rows(self) -> list[tuple[Move, int]]:
        """Movements with the balance after them, in the order the file lists them."""
        balance, found = self.opening, []
        for move in self.moves:
            balance += move.rupiah
            found.append((move, balance))
        return found[::-1] if self.newest_first else found

    @property
    def closing(self) -> int:
        """The balance at its end."""
        return self.opening + sum(move.rupiah for move in self.moves)

    @property
    def name(self) -> str:
        """A file name with the ending of its format."""
        ending = "csv" if self.layout in ("new", "old") else "xlsx"
        return f"{self.account}-{self.layout}-{self.first}-{self.last}.{ending}"

    @cache  # noqa: B019 - a workbook's bytes tell when it was made; one statement is one file
    def content(self) -> bytes:
        """The file."""
        return {"new": self._new, "old": self._old, "kopra": self._kopra, "livin": self._livin}[
            self.layout
        ]()

    def _new(self) -> bytes:
        head = "Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No."
        lines = [f"{head},Debit,Credit,"]
        for move, _ in self.rows:
            out, into = (english(abs(move.rupiah)), ".00")[:: 1 if move.rupiah < 0 else -1]
            day = f"{move.date:%d/%m/%y}"
            lines.append(
                f'{self.account},{day},{day},1,{move.text},csv,{move.reference},"{out}","{into}",'
            )
        return "\n".join(lines).encode()

    def _old(self) -> bytes:
        head = "AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;Credit Amount;Debit Amount"
        lines = [f"{head};Close Balance"]
        for move, balance in self.rows:
            into, out = english(max(move.rupiah, 0)), english(max(-move.rupiah, 0))
            lines.append(
                f"{self.account};IDR;{move.date};{move.text};;{into};{out};{english(balance)}"
            )
        return "\n".join(lines).encode()

    def _preamble(self, opening: str, closing: str) -> list[list[str]]:
        days = [FIRST + timedelta(days=d - 1) for d in (self.first, self.last)]
        return [
            ["Account No", self.account],
            ["Currency", "IDR"],
            ["Period", f"{days[0]:%d %b %Y} - {days[1]:%d %b %Y}"],
            ["Opening Balance", opening],
            ["Closing Balance", closing],
        ]

    def _kopra(self) -> bytes:
        rows = [
            [
                f"{move.date:%d %b %Y}, 10:00:00",
                f"{move.text} PDF",
                "-",
                english(max(-move.rupiah, 0)),
                english(max(move.rupiah, 0)),
                english(balance),
            ]
            for move, balance in self.rows
        ]
        head = ["Posting Date", "Remark", "Reference No.", "Debit", "Credit", "Balance"]
        top = self._preamble(english(self.opening), english(self.closing))
        return source_fixtures.xlsx({"Statement": [*top, head, *rows]})

    def _livin(self) -> bytes:
        rows = [
            [
                str(n),
                f"{move.date:%d %b %Y}",
                move.text,
                indonesian(move.rupiah),
                indonesian(balance),
            ]
            for n, (move, balance) in enumerate(self.rows, start=1)
        ]
        head = ["No", "Tanggal", "Keterangan", "Nominal (IDR)", "Saldo (IDR)"]
        top = self._preamble(indonesian(self.opening), indonesian(self.closing))
        return source_fixtures.xlsx({"Mutasi": [*top, head, *rows]})


def window(
    history: Sequence[Move],
    first: int,
    last: int,
    layout: str = "kopra",
    *,
    newest_first: bool = False,
    opening: int = 0,
) -> Statement:
    """The statement of days `first` to `last` of an account whose whole history is known."""
    before = sum(move.rupiah for move in history if move.day < first)
    moves = tuple(move for move in history if first <= move.day <= last)
    return Statement(moves, first, last, opening + before, layout, newest_first)
