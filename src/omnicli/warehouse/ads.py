"""The ad performance target, and what of its rows counts for which day (`warehouse/ad_days.py`).

A row of one day that counts as exported is stored once, in `ad_performance`. Kept beside it are the
others: those of which only a part counts or nothing (`ad_spread`), with the days that part falls on
(`ad_shares`). Reports of a part of an account's ads have an account of their own
(`domain/ad_accounts.py`).
"""

import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from omnicli.domain.ad_accounts import BESIDE
from omnicli.domain.ad_accounts import own_account
from omnicli.domain.clock import EPOCH
from omnicli.domain.folding import fold
from omnicli.warehouse import flat
from omnicli.warehouse.ad_days import NAMES
from omnicli.warehouse.ad_days import SHARED
from omnicli.warehouse.ad_days import AdRow
from omnicli.warehouse.ad_days import Figures
from omnicli.warehouse.ad_days import Part
from omnicli.warehouse.ad_days import resolved
from omnicli.warehouse.observation import Changes
from omnicli.warehouse.observation import Observation
from omnicli.warehouse.table import Table

EVER = ("0001-01-01", "9999-12-31")
"""The span that holds every day."""

Span = tuple[str, str]


def apply(
    db: sqlite3.Connection,
    table: Table,
    keys: "pl.DataFrame",
    observations: Sequence[Observation],
    new_imports: Sequence[int],
) -> Changes:
    """Make the ad rows of `keys` what the observations say, and derive what counts of them."""
    changes = flat.apply(db, table, keys, observations, new_imports)
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


def derive_all_days(db: sqlite3.Connection) -> None:
    """Derive which rows count on every day of every ad account."""
    found = db.execute("SELECT DISTINCT platform, account FROM ad_performance").fetchall()
    for platform, own in sorted({(platform, own_account(name)) for platform, name in found}):
        derive_days(db, platform, own)


def derive_days(db: sqlite3.Connection, platform: str, own: str, span: Span = EVER) -> None:
    """Derive what counts in a span, of an ad account and of the reports beside and within it.

    What counts on a day follows from the rows that cover it, and for wide ones from the rows inside
    them: so the span grows by every wide row that reaches into it. Rows of one day and one level,
    the usual case, all count as they are.
    """
    accounts = _accounts(db, platform, own)
    if accounts == [own] and _plain(db, platform, own, span):
        _forget(db, platform, own, span)
        return
    span = _grown(db, platform, accounts, span)
    for account in accounts:
        _forget(db, platform, account, span)
    rows = {account: _rows(db, platform, account, span) for account in accounts}
    for _, part in counted(rows, own):
        if not part.whole:
            _store(db, part)


# `+platform` has SQLite look the days up instead of walking through all rows of the account.
_OF_SPAN = "+platform = ? AND account = ? AND date_to >= ? AND date_from <= ?"
_BY_ID = tuple(f"{name}_name IS NOT NULL" for name in NAMES)


def _accounts(db: sqlite3.Connection, platform: str, own: str) -> list[str]:
    """The ad account, and the accounts with rows that tell a part of it."""
    # All of them are named after it; its own rows, the many, need no look.
    found = db.execute(
        "SELECT DISTINCT account FROM ad_performance"
        " WHERE platform = ? AND account > ? || ':' AND account < ? || ';'",
        (platform, own, own),
    )
    return [own, *sorted(account for (account,) in found if own_account(account) == own)]


def _plain(db: sqlite3.Connection, platform: str, own: str, span: Span) -> bool:
    """Whether the rows of a span cannot be of the same spend: one day, one level, one shape."""
    alike = [f"{name} = ''" for name in NAMES] + list(_BY_ID) + ["level"]
    same = " AND ".join(f"MIN({what}) = MAX({what})" for what in alike)
    (plain,) = db.execute(
        f"SELECT COALESCE(MAX(date_from <> date_to) = 0 AND {same}, 1)"
        f" FROM ad_performance WHERE {_OF_SPAN}",
        (platform, own, *span),
    ).fetchone()
    return bool(plain)


def _grown(db: sqlite3.Connection, platform: str, accounts: Sequence[str], span: Span) -> Span:
    """The span with all rows that reach into it, and into those; all days where ids are mixed.

    Which name is which id may follow from any row of the account.
    """
    marks = ", ".join("?" * len(accounts))
    mixed = " OR ".join(f"MIN({by_id}) <> MAX({by_id})" for by_id in _BY_ID)
    (ids,) = db.execute(
        f"SELECT {mixed} FROM ad_performance WHERE platform = ? AND account IN ({marks})",
        (platform, *accounts),
    ).fetchone()
    if ids:
        return EVER
    while True:
        first, last = db.execute(
            "SELECT MIN(date_from), MAX(date_to) FROM ad_performance WHERE date_from < date_to"
            f" AND +platform = ? AND account IN ({marks}) AND date_to >= ? AND date_from <= ?",
            (platform, *accounts, *span),
        ).fetchone()
        wider = min(first or span[0], span[0]), max(last or span[1], span[1])
        if wider == span:
            return span
        span = wider


def _forget(db: sqlite3.Connection, platform: str, account: str, span: Span) -> None:
    """Drop what was derived of the rows that cover a day of the span."""
    for table in ("ad_shares", "ad_spread"):
        db.execute(
            f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM ad_performance AS r"
            f" WHERE r.ad_row_id = {table}.ad_row_id AND r.platform = ? AND r.account = ?"
            " AND r.date_to >= ? AND r.date_from <= ?)",
            (platform, account, *span),
        )


_READ = (
    "ad_row_id", "level", "from_day", "to_day", *NAMES, *_BY_ID,
    *(f"COALESCE({name}_name, {name})" for name in NAMES), "result_type", *SHARED,
)  # fmt: skip


def _rows(db: sqlite3.Connection, platform: str, account: str, span: Span) -> list[AdRow]:
    """The rows that cover a day of the span."""
    found = db.execute(
        f"SELECT {', '.join(_READ)} FROM ad_performance WHERE {_OF_SPAN}",
        (platform, account, *span),
    )
    return [_row(cells) for cells in found]


def _row(cells: Sequence[object]) -> AdRow:
    number, level, first, last = cells[:4]
    campaign, adset, ad, *by_id = cells[4:10]
    shown = cells[10:13]
    kind, values = cells[13], cells[14:]
    assert isinstance(number, int)
    assert isinstance(first, int)
    assert isinstance(last, int)
    figures = {
        name if name != "results" else f"results {kind or ''}": value
        for name, value in zip(SHARED, values, strict=True)
        if isinstance(value, int)
    }
    return AdRow(
        number=number,
        level=str(level),
        path=(str(campaign), str(adset), str(ad)),
        by_id=(bool(by_id[0]), bool(by_id[1]), bool(by_id[2])),
        shown=(str(shown[0]), str(shown[1]), str(shown[2])),
        first=first,
        last=last,
        figures=figures,
    )


def counted(rows: Mapping[str, Sequence[AdRow]], own: str) -> Iterator[tuple[str, Part]]:
    """(account, part) of every row of an ad account's own report, and of those beside and within.

    What the own report tells for a day is not counted again: of a report within it the whole day,
    of one beside it the campaigns that the own report names.
    """
    named: dict[int, set[str]] = {}
    for row in rows[own]:
        for day in row.days:
            named.setdefault(day, set()).add(fold(row.shown[0]))
    for part in resolved(rows[own]):
        yield own, part
    for account in sorted(rows.keys() - {own}):
        for part in resolved(rows[account]):
            campaign = fold(part.row.shown[0])
            silent = {
                day
                for day in part.row.days
                if day in named
                and not (BESIDE in account and (not campaign or campaign not in named[day]))
            }
            if silent:
                part.whole = False
                part.shares = {d: f for d, f in part.shares.items() if d not in silent}
            yield account, part


def _store(db: sqlite3.Connection, part: Part) -> None:
    """Store what counts of a row that does not simply stand."""
    spent = [day for day, figures in part.shares.items() if "spend_sen" in figures]
    counts = bool(spent and part.spend)
    edges = (_date(min(spent)), _date(max(spent))) if counts else (None, None)
    db.execute(
        "INSERT INTO ad_spread (ad_row_id, spread_from, spread_to, spend_sen) VALUES (?, ?, ?, ?)",
        (part.row.number, *edges, part.spend),
    )
    names = ("ad_row_id", "ad_day", "ad_date", *SHARED)
    db.executemany(
        f"INSERT INTO ad_shares ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        (
            (part.row.number, day, _date(day), *_values(figures))
            for day, figures in sorted(part.shares.items())
        ),
    )


def _values(figures: Figures) -> Iterator[int | None]:
    plain = {name.partition(" ")[0]: value for name, value in figures.items()}
    for name in SHARED:
        yield plain.get(name, 0 if name == "spend_sen" else None)


def _date(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()
