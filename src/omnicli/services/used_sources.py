"""Which kinds of files the figures of a report come from, by the tables its metrics read."""

import sqlite3
from collections.abc import Iterable

from omnicli.metrics.reads import tables_behind
from omnicli.reports.frame import Frame
from omnicli.sources import find


def used_sources(
    db: sqlite3.Connection, frames: Iterable[Frame], imported: Iterable[str]
) -> frozenset[str]:
    """Those of the `imported` sources that fill a table which some view of these metrics reads."""
    read = tables_behind(db, {view for frame in frames for view in frame.sources})
    specs = filter(None, map(find, imported))
    return frozenset(spec.name for spec in specs if any(part.target in read for part in spec.parts))
