"""Account statements drawn as PDF, row by row, at any height beside their amounts, cut anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Literal

from pdf_files import Drawn
from pdf_files import Method
from pdf_files import Page
from pdf_files import pdf
from pdf_files import text_width

Align = Literal["top", "middle", "bottom"]
ACCOUNT = "1370012345678"
_TOP, _SIZE = 150.0, 8.0
_DATE, _REMARK, _REFERENCE, _DEBIT, _CREDIT, _BALANCE = 40.0, 105.0, 290.0, 410.0, 485.0, 560.0


@dataclass(frozen=True)
class Movement:
    """One row; amounts in sen."""

    at: datetime
    remark: tuple[str, ...]
    debit: int = 0
    credit: int = 0
    reference: str = "-"


@dataclass(frozen=True)
class Style:
    """How a statement is printed."""

    align: Align = "top"
    leading: float = 11.0
    gap: float = 4.0
    """Room between two rows; 0 leaves nothing but the lines themselves."""
    height: float = 600.0
    """Of the table on one page; rows are cut where it ends."""
    whole_rows: bool = False
    """Whether a row that does not fit goes to the next page as a whole."""


def english(sen: int) -> str:
    """`1,234.50`."""
    return f"{sen / 100:,.2f}"


def kopra(
    movements: Sequence[Movement],
    style: Style = Style(),
    *,
    opening: int = 100_000_00,
    account: str = ACCOUNT,
    password: str | None = None,
    method: Method = "aes256",
    leave_out: int | None = None,
    filters: int = 1,
) -> bytes:
    """A Kopra Account Statement; `leave_out` is a row that the print misses."""
    balances = [opening]
    for m in movements:
        balances.append(balances[-1] + m.credit - m.debit)
    rows = list(zip(movements, balances[1:], strict=True))
    printed = [row for n, row in enumerate(rows) if n != leave_out]
    column = _column(printed, style)
    number = 1 + int(max((y for y, _ in column), default=0.0) // style.height)
    pages = [_page(n + 1, number) for n in range(number)]
    pages[0].texts += _preamble(movements, opening, balances[-1], account)
    for y, (x, text) in column:
        page, rest = divmod(y, style.height)
        pages[int(page)].texts.append(Drawn(x, _TOP + 20 + rest, text, _SIZE))
    return pdf(pages, password=password, method=method, filters=filters)


def _preamble(
    movements: Sequence[Movement], opening: int, closing: int, account: str
) -> list[Drawn]:
    days = sorted(m.at for m in movements)
    lines = [
        "Account Statement",
        f"Account No. {account}",
        "Currency IDR",
        f"Period {days[0]:%d %B %Y} - {days[-1]:%d %B %Y}",
        f"Opening Balance {english(opening)}",
        f"Closing Balance {english(closing)}",
    ]
    return [Drawn(_DATE, 40 + 12 * n, line, _SIZE) for n, line in enumerate(lines)]


def _page(number: int, of: int) -> Page:
    heads = [(_DATE, "Posting Date"), (_REMARK, "Remark"), (_REFERENCE, "Reference No.")]
    heads += [_right(_DEBIT, "Debit"), _right(_CREDIT, "Credit"), _right(_BALANCE, "Balance")]
    foot = f"Account Statement Created 01 Feb 2026 08:00:00 Page {number} of {of}"
    texts = [Drawn(x, _TOP, text, _SIZE) for x, text in heads]
    return Page([*texts, Drawn(_DATE, 815, foot, _SIZE)])


def _right(x: float, text: str) -> tuple[float, str]:
    return x - text_width(text, _SIZE), text


Piece = tuple[float, tuple[float, str]]


def _column(rows: Sequence[tuple[Movement, int]], style: Style) -> list[Piece]:
    """Every text of every row by its height on one endless page."""
    pieces: list[Piece] = []
    start = 0.0
    for movement, balance in rows:
        high = max(2, len(movement.remark)) * style.leading
        if style.whole_rows and start % style.height + high > style.height:
            start = (start // style.height + 1) * style.height
        pieces += [(start + y, text) for y, text in _row(movement, balance, style)]
        start += high + style.gap
    return pieces


def _row(movement: Movement, balance: int, style: Style) -> list[Piece]:
    dates = [f"{movement.at:%d %b %Y},", f"{movement.at:%H:%M:%S}"]
    amounts = [
        [_right(x, english(sen))]
        for x, sen in ((_DEBIT, movement.debit), (_CREDIT, movement.credit), (_BALANCE, balance))
    ]
    cells = [
        [(_DATE, text) for text in dates],
        [(_REMARK, text) for text in movement.remark],
        [(_REFERENCE, movement.reference)],
        *amounts,
    ]
    high = max(map(len, cells))
    return [
        (_offset(high - len(cell), style.align, style.leading) + n * style.leading, text)
        for cell in cells
        for n, text in enumerate(cell)
    ]


def _offset(short: int, align: Align, leading: float) -> float:
    return {"top": 0.0, "middle": short * leading / 2, "bottom": short * leading}[align]


def month(
    rows: int, *, seed: int = 1, year: int = 2026, of: int = 1, lines: Sequence[int] = (1, 2, 3)
) -> list[Movement]:
    """Movements of one month, the same for the same seed."""
    import random

    chance = random.Random(seed)
    step = timedelta(seconds=int(27 * 86400 / max(rows, 1)))
    start = datetime(year, of, 1, 8, 0, 5, tzinfo=UTC)
    found = []
    for n in range(rows):
        sen = chance.randrange(1, 5_000_000_00)
        credit = sen if chance.random() < 0.6 else 0
        remark = tuple(
            " ".join(chance.choices(_WORDS, k=chance.randrange(1, 4))) + f" {n:04}{line}"
            for line in range(chance.choice(list(lines)))
        )
        reference = str(chance.randrange(10**14, 10**15)) if chance.random() < 0.4 else "-"
        found.append(Movement(start + n * step, remark, sen - credit, credit, reference))
    return found


_WORDS = ("MCM", "InhouseTrf", "DARI", "PT", "CONTOH", "TARIF", "KE", "UBP", "PEMBAYARAN", "77")


def expected(movements: Sequence[Movement], opening: int = 100_000_00) -> list[tuple[str, ...]]:
    """The rows the engine should see: date, remark, reference, amounts."""
    found: list[tuple[str, ...]] = []
    balance = opening
    for m in movements:
        balance += m.credit - m.debit
        amounts = (english(m.debit), english(m.credit), english(balance))
        found.append((f"{m.at:%d %b %Y %H:%M:%S}", " ".join(m.remark), m.reference, *amounts))
    return found
