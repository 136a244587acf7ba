"""Which tables the views that a metric names read in the end."""

import re
import sqlite3
from collections.abc import Iterable

_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?', re.IGNORECASE)


def tables_behind(db: sqlite3.Connection, views: Iterable[str]) -> set[str]:
    """The views themselves and all that they and the views below them read."""
    made = dict(db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall())
    waiting, read = {*views}, set[str]()
    while waiting:
        name = waiting.pop()
        read.add(name)
        waiting |= {*_READ.findall(made.get(name, ""))} - read
    return read
