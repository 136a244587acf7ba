"""Which days a file covers, for `v_coverage`: a missing file is never read as zero.

A file covers the period it prints, as far as it was over when the file was made. Where it prints
none, it covers the days from its first row to its last. Shops have quiet days, so an end of the
month counts as covered when it is no farther away than the longest quiet stretch *inside* the file:
daily sales that stop on the 20th leave the rest of the month open, three sales a month do not.
"""

import sqlite3
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from datetime import timedelta

import polars as pl

from omnicli.ingest.result import ReadFile
from omnicli.ingest.result import ReadPart
from omnicli.warehouse import covered
from omnicli.warehouse.covered import Stretch

DAYS = {
    "orders": ("orders", "ordered_date", "ordered_date"),
    "ad_performance": ("ads", "date_from", "date_to"),
    "settlement_lines": ("settlements", "occurred_date", "occurred_date"),
}
"""Target → what a metric calls this need, and the columns with the first and last day of a row.

Bank statements print the days they cover themselves (`statements` among a file's facts)."""


def store_days(db: sqlite3.Connection, import_id: int, read: ReadFile) -> None:
    """Replace what the warehouse knows of the days that one file covers."""
    covered.store(db, import_id, covered_days(read.parts, read.account, read.made_at))


def covered_days(parts: Sequence[ReadPart], account: str, made_at: str = "") -> Iterator[Stretch]:
    """The days a file of `account` covers, per need and, for bank statements, bank account."""
    for target, (need, first, last) in DAYS.items():
        dated = [
            part
            for part in parts
            if part.part.target == target and {first, last} <= set(part.records.columns)
        ]
        frames = [
            part.records.select(first=pl.col(first), last=pl.col(last)).drop_nulls()
            for part in dated
        ]
        rows = pl.concat(frames) if frames else pl.DataFrame()
        if not rows.is_empty():
            by_hand = all(part.part.made_by == "hand" for part in dated)
            found = _stretch(need, account, rows, _printed(parts, target, made_at))
            yield replace(found, by_hand=by_hand)
    for part in parts:
        for statement in part.facts.get("statements", ()):
            number = str(statement["account_no"])
            start, end = (date.fromisoformat(str(statement[e])) for e in ("date_from", "date_to"))
            yield Stretch("bank", number, start, end, months=_bank_months(part, number))


def _printed(parts: Sequence[ReadPart], target: str, made_at: str) -> tuple[date, date] | None:
    """The days the file says it was asked for, as far as they were over when it was made."""
    periods = [
        p for part in parts if part.part.target == target for p in part.facts.get("period", ())
    ]
    if len(periods) != 1:
        return None
    first, last = (date.fromisoformat(str(periods[0][end])) for end in ("from", "to"))
    if made_at:
        last = min(last, date.fromisoformat(made_at[:10]))
    return (first, last) if first <= last else None


def _bank_months(part: ReadPart, account_no: str) -> dict[str, int]:
    if not {"account_no", "posted_date"} <= set(part.records.columns):
        return {}
    mine = part.records.filter(pl.col("account_no") == account_no)
    return _months(mine["posted_date"].drop_nulls())


def _months(days: "pl.Series") -> dict[str, int]:
    """Rows by month of their day."""
    counts = days.str.slice(0, 7).alias("month").value_counts().sort("month")
    return dict(counts.iter_rows())


def _stretch(
    need: str, account: str, rows: "pl.DataFrame", printed: tuple[date, date] | None
) -> Stretch:
    """The days of rows (`first`, `last` as ISO text), with their longest quiet stretch."""
    spans = rows.unique().sort("first", "last").select(pl.all().str.to_date("%Y-%m-%d"))
    reached = spans["last"].cum_max().shift(1)
    quiet = (spans["first"] - reached).dt.total_days().max()
    slack = max(quiet, 1) if isinstance(quiet, int) else 1
    first, last = spans["first"].min(), spans["last"].max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    start, end = first.replace(day=1), _month_end(last)
    if printed is not None:
        first, last = min(first, printed[0]), max(last, printed[1])
    else:
        first = start if (first - start).days < slack else first
        last = end if (end - last).days < slack else last
    return Stretch(need, account, first, last, slack, _months(rows["first"]))


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
