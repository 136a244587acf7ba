"""The days that imported files cover, as `v_covered` and `v_coverage` read them."""

import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days one file covers for one need of metrics (orders, ads, settlements, bank).

    Both ends are included. `slack` is the longest quiet stretch inside, in days: 1 where every day
    has rows. `months` counts the file's rows by month of their first day. `by_hand`: people keep
    the file themselves, and nobody downloads it by the month.
    """

    need: str
    account: str
    first: date
    last: date
    slack: int = 1
    months: Mapping[str, int] = field(default_factory=dict)
    by_hand: bool = False


def store(db: sqlite3.Connection, import_id: int, stretches: Iterable[Stretch]) -> None:
    """Replace what is known of the days of one file."""
    db.execute("DELETE FROM import_days WHERE import_id = ?", (import_id,))
    db.execute("DELETE FROM import_months WHERE import_id = ?", (import_id,))
    for one in stretches:
        ends = [(day - _EPOCH).days for day in (one.first, one.last)]
        db.execute(
            "INSERT OR REPLACE INTO import_days"
            " (import_id, need, account, from_day, to_day, slack, by_hand)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (import_id, one.need, one.account, *ends, one.slack, int(one.by_hand)),
        )
        db.executemany(
            'INSERT OR REPLACE INTO import_months (import_id, need, account, month, "rows")'
            " VALUES (?, ?, ?, ?, ?)",
            ((import_id, one.need, one.account, month, rows) for month, rows in one.months.items()),
        )
