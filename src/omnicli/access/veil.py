"""Masking for SQL of a person's own: temporary views stand before the tables and views.

They are laid over every table and view with a column that the reader may not see, under the same
name. Inside the warehouse's own views the columns stay whole, so joins and figures hold.
"""

import sqlite3

from omnicli.access.columns import Reader
from omnicli.access.columns import masked


def lay(db: sqlite3.Connection, reader: Reader) -> tuple[str, ...]:
    """Lay the views over a reading connection; the names of the columns they mask."""
    listed = db.execute(
        "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
        " AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    hidden: set[str] = set()
    db.create_function("omni_masked", 1, masked, deterministic=True)
    db.execute("PRAGMA query_only = OFF")  # the file itself is open for reading only
    try:
        for (table,) in listed:
            names = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
            found = reader.hidden(names, table)
            if not found:
                continue
            hidden |= set(found)
            shown = ", ".join(
                f'omni_masked("{name}") AS "{name}"' if name in found else f'"{name}"'
                for name in names
            )
            db.execute(
                f'CREATE TEMP VIEW IF NOT EXISTS "{table}" AS SELECT {shown} FROM main."{table}"'
            )
    finally:
        db.execute("PRAGMA query_only = ON")
    return tuple(sorted(hidden))
