"""Which kinds of files the figures of a report come from, by the tables its metrics read."""

import sqlite3
from collections.abc import Iterable

from omnicli.metrics.reads import tables_behind
from omnicli.reports.frame import Frame
from omnicli.sources import registry


def used_sources(db: sqlite3.Connection, frames: Iterable[Frame]) -> frozenset[str]:
    """The names of the sources that fill a table which some view of these metrics reads."""
    read = tables_behind(db, {view for frame in frames for view in frame.sources})
    return frozenset(
        spec.name for spec in registry().values() if any(part.target in read for part in spec.parts)
    )
