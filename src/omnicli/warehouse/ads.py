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
from datetime import timedelta
from typing import TYPE_CHECKING

from omnicli.domain.ad_accounts import BESIDE
from omnicli.domain.ad_accounts import own_account
from omnicli.domain.clock import EPOCH
from omnicli.domain.folding import fold
from omnicli.domain.money import split
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

Row = dict[str, object]


def apply(
    db: sqlite3.Connection,
    table: Table,
    keys: "pl.DataFrame",
    observations: Sequence[Observation],
    new_imports: Sequence[int],
) -> Changes:
    """Make the ad rows of `keys` what the observations say, and their accounts' days again."""
    import polars as pl

    day = [
        (pl.col(c).str.to_date("%Y-%m-%d") - pl.date(1970, 1, 1)).dt.total_days().alias(name)
        for c, name in (("date_from", "from_day"), ("date_to", "to_day"))
    ]
    dated = [replace(seen, records=seen.records.with_columns(day)) for seen in observations]
    changes = flat.apply(db, table, keys, dated, new_imports)
    touched = keys.select("platform", "account").unique().rows()
    for platform, account in sorted({(p, own_account(a)) for p, a in touched}):
        rebuild_days(db, platform, account)
    return changes


def rebuild_days(db: sqlite3.Connection, platform: str, own: str) -> None:
    """Derive `ad_days` of one ad account, and of the reports beside and within it."""
    for account in _accounts(db, "ad_days", platform, own):
        db.execute("DELETE FROM ad_days WHERE platform = ? AND account = ?", (platform, account))
    accounts = _accounts(db, "ad_performance", platform, own)
    if accounts == [own]:
        _store_days(db, platform, ((own, day) for day in _beside_daily(db, platform, own)))
    else:
        rows = {account: _rows(db, platform, account) for account in accounts}
        _store_days(db, platform, counted_days({own: [], **rows}, own))


_NAMED = ("level", "campaign", "adset", "ad", "ad_row_id")
_ROW = (*_NAMED, "from_day", "to_day", *SHARED)
_RANK = " ".join(["CASE level", *(f"WHEN '{n}' THEN {r}" for n, r in LEVELS.items()), "END"])


def _accounts(db: sqlite3.Connection, table: str, platform: str, own: str) -> list[str]:
    """The accounts of `table` that belong to the ad account."""
    found = db.execute(f"SELECT DISTINCT account FROM {table} WHERE platform = ?", (platform,))
    return sorted(account for (account,) in found.fetchall() if own_account(account) == own)


def _rows(db: sqlite3.Connection, platform: str, account: str, more: str = "") -> list[Row]:
    found = db.execute(
        f"SELECT {', '.join(_ROW)} FROM ad_performance WHERE platform = ? AND account = ? {more}",
        (platform, account),
    )
    return [dict(zip(_ROW, row, strict=True)) for row in found]


def _beside_daily(db: sqlite3.Connection, platform: str, own: str) -> Iterator[tuple[object, ...]]:
    """Store the days that rows of one day tell, in one statement; yield those of wider rows.

    Rows of one day need no sharing out and go before any wider row: of each day the finest level.
    """
    days = "SELECT * FROM ad_performance WHERE platform = ? AND account = ? AND from_day = to_day"
    db.execute(
        f"INSERT INTO ad_days (platform, account, ad_day, ad_date, estimated, {', '.join(_NAMED)},"
        f" {', '.join(SHARED)}) SELECT platform, account, from_day, date_from, 0,"
        f" {', '.join(_NAMED)}, {', '.join(SHARED)} FROM ({days}) JOIN"
        f" (SELECT from_day, MIN({_RANK}) AS finest FROM ({days}) GROUP BY from_day)"
        f" USING (from_day) WHERE {_RANK} = finest ORDER BY from_day, campaign, adset, ad",
        (platform, own, platform, own),
    )
    told = db.execute(
        "SELECT DISTINCT ad_day FROM ad_days WHERE platform = ? AND account = ?", (platform, own)
    )
    taken = {day for (day,) in told}
    yield from speaking_days(_rows(db, platform, own, "AND from_day < to_day"), taken)


def _store_days(
    db: sqlite3.Connection, platform: str, days: Iterable[tuple[str, tuple[object, ...]]]
) -> None:
    names = ("platform", "account", "ad_day", "ad_date", *_NAMED, "estimated", *SHARED)
    db.executemany(
        f"INSERT INTO ad_days ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        ((platform, account, *day) for account, day in days),
    )


def counted_days(
    rows: Mapping[str, Sequence[Row]], own: str
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """(account, day) of an ad account's own report and of those beside and within it.

    The own report speaks first; what it says for a day is not said again.
    """
    said: dict[object, set[str]] = {}
    for day in speaking_days(rows[own]):
        said.setdefault(day[0], set()).add(fold(str(day[3])))
        yield own, day
    for account in sorted(rows.keys() - {own}):
        for day in speaking_days(rows[account]):
            campaigns = said.get(day[0])
            campaign = fold(str(day[3]))
            apart = BESIDE in account and (not campaign or campaign not in (campaigns or ()))
            if campaigns is None or apart:
                yield account, day


def speaking_days(rows: Sequence[Row], told: Collection[int] = ()) -> Iterator[tuple[object, ...]]:
    """The days of one account: for each day the rows of the finest window that covers it.

    Days in `told` are taken by rows of one day.
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
        free = [d for d in days if d not in taken]
        taken.update(free)
        for row in windows[window] if free else ():
            yield from _shares(row, days, set(free), estimated=width > 0)


def _shares(
    row: Row, days: range, free: set[int], *, estimated: bool
) -> Iterator[tuple[object, ...]]:
    """One row shared out over its days; only the free ones are given."""
    even = [1] * len(days)
    parts = {c: [None] * len(days) if row[c] is None else split(_int(row[c]), even) for c in SHARED}
    for i, day in enumerate(days):
        if day in free:
            yield (
                day,
                (EPOCH + timedelta(days=day)).isoformat(),
                row["level"],
                row["campaign"],
                row["adset"],
                row["ad"],
                row["ad_row_id"],
                int(estimated),
                *(parts[c][i] for c in SHARED),
            )


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
