"""Whether the database file itself is sound."""

import sqlite3


def journal_mode(db: sqlite3.Connection) -> str:
    """How SQLite keeps its rollback journal."""
    return str(db.execute("PRAGMA journal_mode").fetchone()[0])


def integrity_faults(db: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with pages and indexes; empty when all is well."""
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(10)")]
    return [] if found == ["ok"] else found


def tables_with_orphans(db: sqlite3.Connection) -> list[str]:
    """Tables with a row whose foreign key leads nowhere."""
    return sorted({str(row[0]) for row in db.execute("PRAGMA foreign_key_check")})


def views(db: sqlite3.Connection) -> list[str]:
    """The names of all views."""
    return [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]


def broken_view(db: sqlite3.Connection) -> str | None:
    """The first view that does not compile and why; it would break metrics and reports."""
    for name in views(db):
        try:
            db.execute(f'SELECT * FROM "{name}" LIMIT 0')
        except sqlite3.Error as error:
            return f"{name}: {error}"
    return None
