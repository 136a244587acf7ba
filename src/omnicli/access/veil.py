"""Masking for SQL of a person's own: temporary views stand before the tables and views.

They are laid over every table and view with a column that the reader may not see, under the same
name. Inside the warehouse's own views the columns stay whole, so joins and figures hold.
"""

import sqlite3
from collections.abc import Set as AbstractSet

from omnicli.access.columns import Reader
from omnicli.access.columns import masked
from omnicli.access.columns import secrecy


def lay(
    db: sqlite3.Connection, reader: Reader, personal: AbstractSet[tuple[str, str]] = frozenset()
) -> tuple[str, ...]:
    """Lay the views over a reading connection; the names of the columns they mask.

    `personal` are the columns that tables declare as such: (table or view, column).
    """
    listed = db.execute(
        "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
        " AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    hidden: set[str] = set()
    db.create_function("omni_masked", 1, masked, deterministic=True)
    db.create_function("omni_account", 1, reader.account, deterministic=True)  # type: ignore[arg-type]
    db.execute("PRAGMA query_only = OFF")  # the file itself is open for reading only
    try:
        for (table,) in listed:
            names = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
            found = {
                name
                for name in names
                if reader.hides(name, table)
                or (
                    (table, name) in personal
                    and secrecy(name, table) is None
                    and reader.hides(name, declared="personal")
                )
            }
            numbered = {"account"} & {*names} if "bank" not in reader.sees else set()
            if not found | numbered:
                continue
            hidden |= found
            ways = {
                **dict.fromkeys(numbered, "omni_account"),
                **dict.fromkeys(found, "omni_masked"),
            }
            shown = ", ".join(
                f'{ways[name]}("{name}") AS "{name}"' if name in ways else f'"{name}"'
                for name in names
            )
            db.execute(
                f'CREATE TEMP VIEW IF NOT EXISTS "{table}" AS SELECT {shown} FROM main."{table}"'
            )
    finally:
        db.execute("PRAGMA query_only = ON")
    return tuple(sorted(hidden))
