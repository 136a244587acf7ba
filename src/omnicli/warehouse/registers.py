"""Rows of a register's view."""

import sqlite3
from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.warehouse.records import Record


def rows(
    db: sqlite3.Connection, view: str, where: Mapping[str, object], order: Sequence[str]
) -> list[Record]:
    """The rows whose columns have the given values (None is an empty one), ordered.

    View and column names come from a register's declaration, never from a person.
    """
    tests = " AND ".join(f'"{name}" IS ?' for name in where) or "1"
    by = ", ".join(f'"{name}"' for name in order)
    cursor = db.execute(f"SELECT * FROM {view} WHERE {tests} ORDER BY {by}", list(where.values()))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
