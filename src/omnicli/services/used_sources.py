"""Which kinds of files the figures of a report come from, by the tables its metrics read."""

import re
import sqlite3
from collections.abc import Iterable

from omnicli.reports.frame import Frame
from omnicli.sources import registry

_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?', re.IGNORECASE)


def used_sources(db: sqlite3.Connection, frames: Iterable[Frame]) -> frozenset[str]:
    """The names of the sources that fill a table which some view of these metrics reads."""
    views = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    open_, read = {view for frame in frames for view in frame.sources}, set[str]()
    while open_:
        name = open_.pop()
        read.add(name)
        open_ |= {*_READ.findall(views.get(name, ""))} - read
    return frozenset(
        spec.name for spec in registry().values() if any(part.target in read for part in spec.parts)
    )
