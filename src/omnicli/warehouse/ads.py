"""The ad performance target, and which ad row speaks for which day.

Exports overlap: the same spend stands in a monthly file by campaign and in a daily file by ad. For
one account and day the finest rows win (a day before anything wider, an ad before an ad set before
a campaign), and a wider row is shared out over its days so that the shares add up to it.
"""

import sqlite3
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from omnicli.domain.clock import EPOCH
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
    for platform, account in (
        keys.select("platform", "account").unique().sort("platform", "account").rows()
    ):
        rebuild_days(db, platform, account)
    return changes


def rebuild_days(db: sqlite3.Connection, platform: str, account: str) -> None:
    """Derive `ad_days` of one account from its ad rows."""
    columns = (
        "ad_row_id", "level", "campaign", "adset", "ad", "from_day", "to_day", *SHARED,
    )  # fmt: skip
    found = db.execute(
        f"SELECT {', '.join(columns)} FROM ad_performance WHERE platform = ? AND account = ?",
        (platform, account),
    )
    rows: list[Row] = [dict(zip(columns, r, strict=True)) for r in found]
    db.execute("DELETE FROM ad_days WHERE platform = ? AND account = ?", (platform, account))
    names = (
        "platform", "account", "ad_day", "ad_date", "level", "campaign", "adset", "ad", "ad_row_id",
        "estimated", *SHARED,
    )  # fmt: skip
    db.executemany(
        f"INSERT INTO ad_days ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        ((platform, account, *day) for day in speaking_days(rows)),
    )


def speaking_days(rows: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    """The days of one account: for each day the rows of the finest window that covers it.

    Yields (day, date, level, campaign, adset, ad, ad_row_id, estimated, *SHARED).
    """
    windows: dict[tuple[int, int, int, int], list[Row]] = {}
    for row in rows:
        first, last = _int(row["from_day"]), _int(row["to_day"])
        window = (last - first, LEVELS[str(row["level"])], -last, first)
        windows.setdefault(window, []).append(row)
    taken: set[int] = set()
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
