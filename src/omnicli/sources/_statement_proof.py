"""The proof of a bank statement: opening + credits − debits = closing, and every balance between.

Pure: movements in, `proved` or `not_provable` out, or the first line that does not add up.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from itertools import pairwise

from omnicli.domain.errors import OmniError
from omnicli.domain.money import rupiah_texts


@dataclass(frozen=True, slots=True)
class Line:
    """One movement as the proof sees it; amounts in sen, `balance` None where none is printed."""

    row: int
    day: str
    debit: int
    credit: int
    balance: int | None
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a statement says of itself; None for what it does not say."""

    opening: int | None = None
    closing: int | None = None
    debited: int | None = None
    credited: int | None = None
    debits: int | None = None
    credits: int | None = None
    period: tuple[str, str] | None = None
    printed: bool = False
    """Whether the period stands in the file; else a person named it."""


def oldest_first(rows: Sequence[Line], opening: int | None) -> list[Line]:
    """The rows in time's order: the direction with fewer breaks, then the one the days tell."""
    forward, backward = list(rows), list(reversed(rows))
    one, other = (sum(1 for _ in _breaks(r, opening)) for r in (forward, backward))
    if one != other:
        return forward if one < other else backward
    return backward if rows and rows[0].day > rows[-1].day else forward


def _breaks(ordered: Iterable[Line], opening: int | None) -> Iterable[tuple[Line, int]]:
    """The rows whose balance does not follow from the one before, and what it should be."""
    running = opening
    for line in ordered:
        if running is not None:
            running += line.credit - line.debit
        if line.balance is None:
            continue
        if running is not None and running != line.balance:
            yield line, running
        running = line.balance


def prove(ordered: Sequence[Line], stated: Stated, file_name: str) -> str:
    """`proved` or `not_provable`; OmniError with the first broken line where it does not add up."""
    for line, expected in _breaks(ordered, stated.opening):
        raise OmniError(
            "E_STATEMENT_BROKEN",
            file=file_name,
            row=line.row,
            page=page_of(line),
            at=line.day,
            amount=rupiah_texts(line.credit - line.debit),
            expected=rupiah_texts(expected),
            printed=rupiah_texts(line.balance or 0),
        )
    debit, credit = sum(r.debit for r in ordered), sum(r.credit for r in ordered)
    opening, closing = ends(ordered, stated)
    if None not in (opening, closing) and (opening or 0) + credit - debit != closing:
        raise OmniError(
            "E_STATEMENT_CLOSING",
            file=file_name,
            opening=rupiah_texts(opening or 0),
            credits=rupiah_texts(credit),
            debits=rupiah_texts(debit),
            expected=rupiah_texts((opening or 0) + credit - debit),
            printed=rupiah_texts(closing or 0),
        )
    _prove_totals(ordered, stated, file_name)
    balances = [r.balance for r in ordered]
    tail = bool(balances) and (balances[-1] is not None or stated.closing is not None)
    whole = any(b is not None for b in balances) and tail
    empty = not ordered and stated.opening is not None and stated.opening == stated.closing
    return "proved" if whole or empty else "not_provable"


def refuse_days_outside(ordered: Sequence[Line], stated: Stated, file_name: str) -> Line | None:
    """The first line where all lie outside the printed period: then the label may be wrong.

    Raises E_DAY_OUTSIDE where only some do. A booking may be dated a day beside the period.
    """
    if not stated.printed or stated.period is None:
        return None
    first, last = (date.fromisoformat(day) for day in stated.period)
    near = (str(first - timedelta(days=1)), str(last + timedelta(days=1)))
    outside = [line for line in ordered if not near[0] <= line.day <= near[1]]
    if outside and len(outside) < len(ordered):
        line = outside[0]
        place = {"row": line.row, "column": "posted_at", "value": line.day}
        raise OmniError("E_DAY_OUTSIDE", file=file_name, **place)
    return outside[0] if outside else None


def step_back(ordered: Sequence[Line]) -> Line | None:
    """The first line dated before the one above it, where balances say that it comes after."""
    return next((line for above, line in pairwise(ordered) if line.day < above.day), None)


def _prove_totals(ordered: Sequence[Line], stated: Stated, file_name: str) -> None:
    """The bank's own sums and counts, where it prints them."""
    totals = (
        (("jumlah debet", "total debits"), stated.debited, sum(r.debit for r in ordered)),
        (("jumlah kredit", "total credits"), stated.credited, sum(r.credit for r in ordered)),
    )
    for what, printed, summed in totals:
        if printed is not None and printed != summed:
            sums = {"printed": rupiah_texts(printed), "summed": rupiah_texts(summed)}
            raise OmniError("E_STATEMENT_TOTAL", file=file_name, what=what, **sums)
    counted = (
        (("banyaknya debet", "number of debits"), stated.debits, [r.debit for r in ordered]),
        (("banyaknya kredit", "number of credits"), stated.credits, [r.credit for r in ordered]),
    )
    for what, printed, amounts in counted:
        lines = sum(1 for a in amounts if a)
        if printed is not None and printed != lines:
            raise OmniError(
                "E_STATEMENT_TOTAL", file=file_name, what=what, printed=printed, summed=lines
            )


def ends(ordered: Sequence[Line], stated: Stated) -> tuple[int | None, int | None]:
    """The opening and the closing balance, printed or as the rows imply them."""
    opening, closing = stated.opening, stated.closing
    net = 0
    for line in ordered:
        net += line.credit - line.debit
        if line.balance is not None:
            opening = line.balance - net if opening is None else opening
            break
    if closing is None and ordered:
        closing = ordered[-1].balance
    return opening, closing


def edges(ordered: Sequence[Line], opening: int | None) -> list[dict[str, object]]:
    """The first and the last day with movements: the balance before them, and their amounts.

    Other files may tell of these two days as well, of their other half. Empty without balances.
    """
    if opening is None or not ordered:
        return []
    first, last = ordered[0].day, ordered[-1].day
    found: list[dict[str, object]] = []
    for day in dict.fromkeys((first, last)):
        net = sum(r.credit - r.debit for r in ordered if r.day < day)
        moves = [r.credit - r.debit for r in ordered if r.day == day]
        found.append(
            {"day": day, "opening_sen": opening + net, "moves": moves, "is_first": day == first}
        )
    return found


def numbered(ordered: Sequence[Line]) -> dict[int, int]:
    """`seq` by row: the n-th movement of its day and amounts, oldest first."""
    count: dict[tuple[str, int, int], int] = {}
    seqs = {}
    for line in ordered:
        same = (line.day, line.debit, line.credit)
        count[same] = seqs[line.row] = count.get(same, 0) + 1
    return seqs


def page_of(line: Line) -> tuple[str, str] | str:
    return (f" halaman {line.page}", f" page {line.page}") if line.page else ""
