"""Rows of a question as dictionaries."""

import sqlite3
from collections.abc import Mapping

from omnicli.assets import query

Record = dict[str, object]


def ask(
    db: sqlite3.Connection, name: str, params: Mapping[str, object] | None = None
) -> list[Record]:
    """What `sql/queries/<name>.sql` answers, by column name."""
    cursor = db.execute(query(name), params or {})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
