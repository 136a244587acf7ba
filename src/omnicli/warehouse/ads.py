"""The ad performance target, and which ad row speaks for which day.

Exports overlap: the same spend stands in a monthly file by campaign and in a daily file by ad. For
one account and day the finest rows win (a day before anything wider, an ad before an ad set before
a campaign), and a wider row is shared out over its days so that the shares add up to it. Reports of
a part of an account's ads have an account of their own (`domain/ad_accounts.py`).
"""

import sqlite3
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from omnicli.domain.ad_accounts import BESIDE
from omnicli.domain.ad_accounts import own_account
from omnicli.domain.clock import EPOCH
from omnicli.domain.clock import day_number
from omnicli.domain.folding import fold
from omnicli.domain.money import split_evenly
from omnicli.warehouse import flat
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Table

if TYPE_CHECKING:
    import polars as pl

LEVELS = {"ad": 0, "adset": 1, "campaign": 2, "account": 3}
"""Finest first."""

SHARED = ("spend_sen", "impressions", "clicks", "results", "conversions", "revenue_sen")
"""Figures that add up over days; reach does not and stays with its row."""

EVER = ("0001-01-01", "9999-12-31")
"""The span that holds every day."""

Row = dict[str, object]


def _days_of(span: tuple[str, str]) -> range:
    first, last = (day_number(date.fromisoformat(day)) for day in span)
    return range(first, last + 1)


EVERY_DAY = _days_of(EVER)


def apply(
    db: sqlite3.Connection,
    table: Table,
    keys: "pl.DataFrame",
    observations: Sequence[Observation],
    new_imports: Sequence[int],
) -> Changes:
    """Make the ad rows of `keys` what the observations say, and who speaks for their days."""
    import polars as pl

    day = [
        (pl.col(c).str.to_date("%Y-%m-%d") - pl.date(1970, 1, 1)).dt.total_days().alias(name)
        for c, name in (("date_from", "from_day"), ("date_to", "to_day"))
    ]
    dated = [replace(seen, records=seen.records.with_columns(day)) for seen in observations]
    changes = flat.apply(db, table, keys, dated, new_imports)
    own = pl.col("account").map_elements(own_account, return_dtype=pl.String)
    spans = (
        keys.group_by("platform", "account")
        .agg(pl.col("date_from").min(), pl.col("date_to").max())
        .group_by("platform", own)
        .agg(pl.col("date_from").min(), pl.col("date_to").max())
    )
    for platform, account, first, last in sorted(spans.rows()):
        derive_days(db, platform, account, (first, last))
    return changes


def derive_days(
    db: sqlite3.Connection, platform: str, own: str, span: tuple[str, str] = EVER
) -> None:
    """Derive who speaks for the days of a span, of an ad account and the reports beside and within.

    Whose word counts on a day follows from the rows that cover it and from nothing else, so only
    the days of rows that came, changed or went need deriving again. A row of one day speaks as it
    stands; kept are those that are silent, and the shares of wider rows.
    """
    accounts = _accounts(db, platform, own)
    for account in accounts:
        _forget(db, platform, account, span)
    if accounts == [own]:
        _silence_coarser(db, platform, own, span)
        _store_shares(db, _shared_out(db, platform, own, span))
        return
    rows = {
        account: [
            row for width in (_DAILY, _WIDE) for row in _rows(db, platform, account, span, width)
        ]
        for account in accounts
    }
    days = [day for _, day in counted_days(rows, own, _days_of(span))]
    heard = {day[_ROW_ID] for day in days}
    daily = (r for told in rows.values() for r in told if r["from_day"] == r["to_day"])
    silent = ((r["ad_row_id"],) for r in daily if r["ad_row_id"] not in heard)
    db.executemany("INSERT INTO ad_silent (ad_row_id) VALUES (?)", silent)
    _store_shares(db, (day for day in days if day[_ESTIMATED]))


_NAMED = ("level", "campaign", "adset", "ad", "ad_row_id")
_ROW = (*_NAMED, "from_day", "to_day", *SHARED)
_RANK = " ".join(["CASE level", *(f"WHEN '{n}' THEN {r}" for n, r in LEVELS.items()), "END"])
_ROW_ID, _ESTIMATED, _FIGURES = 6, 7, slice(8, None)
"""Where they stand in a day that `speaking_days` yields."""

# `+platform` has SQLite look the days up instead of walking through all rows of the account.
_OF_SPAN = "+platform = ? AND account = ? AND date_to >= ? AND date_from <= ?"
_DAILY, _WIDE = "date_from = date_to", "date_from < date_to"


def _accounts(db: sqlite3.Connection, platform: str, own: str) -> list[str]:
    """The ad account, and the accounts with rows that tell a part of it."""
    # All of them are named after it; its own rows, the many, need no look.
    found = db.execute(
        "SELECT DISTINCT account FROM ad_performance"
        " WHERE platform = ? AND account > ? || ':' AND account < ? || ';'",
        (platform, own, own),
    )
    return [own, *sorted(account for (account,) in found if own_account(account) == own)]


def _forget(db: sqlite3.Connection, platform: str, account: str, span: tuple[str, str]) -> None:
    """Drop what was derived of an account's days."""
    for table, within in (("ad_silent", ""), ("ad_shares", "ad_date BETWEEN ?3 AND ?4 AND")):
        db.execute(
            f"DELETE FROM {table} WHERE {within} EXISTS (SELECT 1 FROM ad_performance AS r"
            f" WHERE r.ad_row_id = {table}.ad_row_id AND r.platform = ?1 AND r.account = ?2"
            " AND r.date_to >= ?3 AND r.date_from <= ?4)",
            (platform, account, *span),
        )


def _rows(
    db: sqlite3.Connection, platform: str, account: str, span: tuple[str, str], width: str
) -> list[Row]:
    """The rows that cover a day of the span."""
    found = db.execute(
        f"SELECT {', '.join(_ROW)} FROM ad_performance WHERE {_OF_SPAN} AND {width}",
        (platform, account, *span),
    )
    return [dict(zip(_ROW, row, strict=True)) for row in found]


def _silence_coarser(
    db: sqlite3.Connection, platform: str, own: str, span: tuple[str, str]
) -> None:
    """Of each day's rows of one day, the finest level speaks; an account of one level is usual."""
    level = "SELECT {}(level) FROM ad_performance WHERE platform = ?1 AND account = ?2"
    (mixed,) = db.execute(
        f"SELECT ({level.format('MIN')}) <> ({level.format('MAX')})", (platform, own)
    ).fetchone()
    if mixed:
        days = f"SELECT * FROM ad_performance WHERE {_OF_SPAN} AND {_DAILY}"
        db.execute(
            f"INSERT INTO ad_silent (ad_row_id) SELECT ad_row_id FROM ({days}) JOIN"
            f" (SELECT date_from, MIN({_RANK}) AS finest FROM ({days}) GROUP BY date_from)"
            f" USING (date_from) WHERE {_RANK} > finest",
            (platform, own, *span) * 2,
        )


def _shared_out(
    db: sqlite3.Connection, platform: str, own: str, span: tuple[str, str]
) -> Iterator[tuple[object, ...]]:
    """The days of the wider rows, which rows of one day go before."""
    wide = _rows(db, platform, own, span, _WIDE)
    if not wide:
        return iter(())
    told = db.execute(
        f"SELECT DISTINCT from_day FROM ad_performance WHERE {_OF_SPAN} AND {_DAILY}",
        (platform, own, *span),
    )
    return speaking_days(wide, _days_of(span), {day for (day,) in told})


def _store_shares(db: sqlite3.Connection, days: Iterable[tuple[object, ...]]) -> None:
    """Store the shares of wide rows."""
    names = ("ad_day", "ad_date", "ad_row_id", *SHARED)
    db.executemany(
        f"INSERT INTO ad_shares ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        ((*d[:2], d[_ROW_ID], *d[_FIGURES]) for d in days),
    )


def counted_days(
    rows: Mapping[str, Sequence[Row]], own: str, within: range = EVERY_DAY
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """(account, day) of an ad account's own report and of those beside and within it.

    The own report speaks first; what it says for a day is not said again.
    """
    said: dict[object, set[str]] = {}
    for day in speaking_days(rows[own], within):
        said.setdefault(day[0], set()).add(fold(str(day[3])))
        yield own, day
    for account in sorted(rows.keys() - {own}):
        for day in speaking_days(rows[account], within):
            campaigns = said.get(day[0])
            campaign = fold(str(day[3]))
            apart = BESIDE in account and (not campaign or campaign not in (campaigns or ()))
            if campaigns is None or apart:
                yield account, day


def speaking_days(
    rows: Sequence[Row], within: range = EVERY_DAY, told: Collection[int] = ()
) -> Iterator[tuple[object, ...]]:
    """The days of one account: for each day the rows of the finest window that covers it.

    Only days `within` are asked for; those in `told` are taken by rows of one day.
    Yields (day, date, level, campaign, adset, ad, ad_row_id, estimated, *SHARED).
    """
    windows: dict[tuple[int, int, int, int], list[Row]] = {}
    for row in rows:
        first, last = _int(row["from_day"]), _int(row["to_day"])
        window = (last - first, LEVELS[str(row["level"])], -last, first)
        windows.setdefault(window, []).append(row)
    taken = set(told)
    for window in sorted(windows):
        width, _, minus_last, first = window
        days = range(first, -minus_last + 1)
        asked = range(max(first, within.start), min(days.stop, within.stop))
        free = [d for d in asked if d not in taken]
        taken.update(free)
        dated = [(day, (EPOCH + timedelta(days=day)).isoformat()) for day in free]
        for row in windows[window] if free else ():
            yield from _shares(row, days, dated, estimated=width > 0)


def _shares(
    row: Row, days: range, free: Sequence[tuple[int, str]], *, estimated: bool
) -> Iterator[tuple[object, ...]]:
    """One row shared out over its days; only the free ones are given."""
    width = len(days)
    parts = [
        [None] * width if row[c] is None else split_evenly(_int(row[c]), width) for c in SHARED
    ]
    named = (*(row[c] for c in _NAMED), int(estimated))
    for day, iso in free:
        place = day - days.start
        yield (day, iso, *named, *[part[place] for part in parts])


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
