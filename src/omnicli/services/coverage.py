"""Which days of each bank account the imported statements cover, month by month."""

import sqlite3
from calendar import monthrange
from collections import Counter
from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from omnicli.domain.errors import OmniError
from omnicli.warehouse.records import ask

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days one file covers of one account, both ends included."""

    file: str
    start: date
    end: date
    proved: bool
    opening: int | None = None
    closing: int | None = None

    def days(self, first: date, last: date) -> Iterator[date]:
        """Its days from `first` to `last`."""
        day = max(self.start, first)
        while day <= min(self.end, last):
            yield day
            day += _DAY


@dataclass(frozen=True, slots=True)
class Month:
    """One month of one account.

    `state` is covered, partly or missing; `missing` lists its days without a statement as `05-09`.
    `statements` counts the files; `overlap_days` the days that statements of different periods
    share, `duplicates` the files that repeat another's period (a csv beside its PDF).
    """

    bank: str
    account_no: str
    month: str
    state: str
    days: int
    covered: int
    missing: str
    statements: int
    overlap_days: int
    duplicates: int
    proof: str | None

    def to_dict(self) -> dict[str, object]:
        """The month as `--json` prints it."""
        return asdict(self)


Accounts = dict[tuple[str, str], list[Span]]


def spans(db: sqlite3.Connection) -> Accounts:
    """What each file covers, by bank and account."""
    found: Accounts = {}
    for row in ask(db, "bank_coverage"):
        span = Span(
            str(row["file_name"]),
            date.fromisoformat(str(row["date_from"])),
            date.fromisoformat(str(row["date_to"])),
            row["proof"] == "proved",
            _sen(row["opening_sen"]),
            _sen(row["closing_sen"]),
        )
        found.setdefault((str(row["bank"]), str(row["account_no"])), []).append(span)
    return found


def _sen(value: object) -> int | None:
    return int(str(value)) if value is not None else None


def months(db: sqlite3.Connection, account_no: str | None = None) -> list[Month]:
    """Every month of every account (or of one) from its first statement to its last."""
    return [
        _month(bank, account, year, number, covering)
        for (bank, account), covering in spans(db).items()
        if account_no in (None, account)
        for year, number in _months_between(covering)
    ]


def between(covering: Sequence[Span]) -> Iterator[Span]:
    """The stretches of days between statements that none covers.

    One is `proved` where the balance before it equals the one after: nothing moved in between.
    """
    reached: date | None = None
    for start in sorted({s.start for s in covering}):
        if reached is not None and start > reached + _DAY:
            before = {s.closing for s in covering if s.end == reached} - {None}
            after = {s.opening for s in covering if s.start == start} - {None}
            yield Span("", reached + _DAY, start - _DAY, proved=bool(before & after))
        ends = [s.end for s in covering if s.start == start]
        reached = max([*ends, *([reached] if reached else [])])


def gap_notes(db: sqlite3.Connection, accounts: Container[str]) -> list[OmniError]:
    """What to tell after an import of these accounts: the days that are missing in between."""
    notes = []
    for (bank, account), covering in spans(db).items():
        missing = [s for s in between(covering) if not s.proved]
        if missing and account in accounts:
            first = {"first": missing[0].start.isoformat(), "last": missing[0].end.isoformat()}
            count = len(missing)
            notes.append(OmniError("W_BANK_GAP", account=account, bank=bank, count=count, **first))
    return notes


def _months_between(covering: Sequence[Span]) -> Iterator[tuple[int, int]]:
    first, last = min(s.start for s in covering), max(s.end for s in covering)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _month(bank: str, account: str, year: int, number: int, covering: Sequence[Span]) -> Month:
    length = monthrange(year, number)[1]
    first, last = date(year, number, 1), date(year, number, length)
    mine = [s for s in covering if s.start <= last and s.end >= first]
    periods = {(s.start, s.end) for s in mine}
    files_per_day = Counter(
        day for start, end in periods for day in Span("", start, end, proved=True).days(first, last)
    )
    quiet = {d for s in between(covering) if s.proved for d in s.days(first, last)}
    files_per_day.update(quiet)
    proved = {day for s in mine if s.proved for day in s.days(first, last)} | quiet
    missing = [d for d in range(1, length + 1) if date(year, number, d) not in files_per_day]
    return Month(
        bank=bank,
        account_no=account,
        month=f"{year}-{number:02}",
        state="missing" if not files_per_day else "partly" if missing else "covered",
        days=length,
        covered=len(files_per_day),
        missing=_ranges(missing),
        statements=len(mine),
        overlap_days=sum(1 for count in files_per_day.values() if count > 1),
        duplicates=len(mine) - len(periods),
        proof=_proof(len(files_per_day), len(proved)),
    )


def _proof(covered: int, proved: int) -> str | None:
    """How far statements whose balance holds cover the days; None where nothing does."""
    if not covered:
        return None
    return "proved" if proved == covered else "partly" if proved else "none"


def _ranges(days: Sequence[int]) -> str:
    """`[1, 2, 3, 7]` as `01-03, 07`."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return ", ".join(f"{a:02}-{b:02}" if a != b else f"{a:02}" for a, b in runs)
