"""Bringing the schema up to date: numbered files once, views whenever they change."""

import hashlib
import sqlite3
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from omnicli import __version__
from omnicli.assets import sql_files
from omnicli.domain.clock import instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.warehouse import soundness
from omnicli.warehouse.tables.catalog import catalog

_VIEWS = "views"
"""Name of the row with version 0, whose sha256 is that of the current set of views."""

_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
  version      INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  applied_at   TEXT NOT NULL,
  omni_version TEXT NOT NULL
) STRICT"""
_RECORD = "INSERT OR REPLACE INTO schema_migrations VALUES (?, ?, ?, ?, ?)"


def migrate(
    db: sqlite3.Connection, derive: Callable[[sqlite3.Connection], None] | None = None
) -> list[str]:
    """Apply what is missing and return the names of what was applied.

    `derive` then fills what new tables hold of rows that are there already.

    All of it is one transaction: a run that is killed or fails leaves the schema that was. A file
    that changed after it ran is refused. Views are made again when any of them changed.
    """
    db.execute(_LEDGER)
    with _whole(db):
        applied = _migrated(db)
        if derive is not None and set(applied) - {_VIEWS}:
            derive(db)
        return applied


def _migrated(db: sqlite3.Connection) -> list[str]:
    applied: list[str] = []
    done = dict(db.execute("SELECT version, sha256 FROM schema_migrations WHERE version > 0"))
    _refuse_newer(db, max(done, default=0))
    pending = []
    for path in sql_files("schema"):
        version, digest = _number(path), _sha256(path)
        if version not in done:
            pending.append(path)
        elif done[version] != digest:
            raise OmniError("E_MIGRATION_EDITED", value=path.name, file=_file(db))
    if pending:
        # Tables change under no view; the ledger row of the views goes too, so they come back.
        _drop_all(db)
        db.execute("DELETE FROM schema_migrations WHERE version = 0")
    for path in pending:
        _apply(db, path)
        applied.append(path.stem)
    if not views_current(db):
        _make_views(db)
        applied.append(_VIEWS)
    return applied


def schema_version(db: sqlite3.Connection) -> int:
    """The version of the schema in the file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@cache
def newest_version() -> int:
    """The version of the schema this omni ships."""
    return max((_number(path) for path in sql_files("schema")), default=0)


def check_version(db: sqlite3.Connection) -> None:
    """Refuse a warehouse whose schema is older or newer than this omni's."""
    found, known = schema_version(db), newest_version()
    if found > known:
        _refuse_newer(db, found)
    if is_behind(db):
        raise OmniError("E_SCHEMA_OLD", file=_file(db), found=found, known=known)


def is_behind(db: sqlite3.Connection) -> bool:
    """Whether this omni ships schema files that the warehouse has not seen."""
    if schema_version(db) < newest_version():
        return True
    applied = db.execute("SELECT COUNT(*) FROM schema_migrations WHERE version > 0").fetchone()[0]
    return bool(applied < len(sql_files("schema")))


def views_current(db: sqlite3.Connection) -> bool:
    """Whether the views in the file are the ones this omni ships."""
    row = db.execute("SELECT sha256 FROM schema_migrations WHERE version = 0").fetchone()
    return row is not None and row[0] == _views_hash()


def refresh_views(db: sqlite3.Connection) -> bool:
    """Make all views anew if any changed; true when it did. Every view must compile."""
    if views_current(db):
        return False
    with _whole(db):
        _make_views(db)
    return True


def _make_views(db: sqlite3.Connection) -> None:
    _drop_all(db)
    for path in sql_files("views"):
        _run(db, path)
    for view in _own_views():
        db.execute(view)
    for name in soundness.views(db):
        try:
            db.execute(f'SELECT * FROM "{name}" LIMIT 0')
        except sqlite3.Error as error:
            raise OmniError("E_SCHEMA_SQL", file=name, detail=str(error)) from error
    db.execute(_RECORD, (0, _VIEWS, _views_hash(), instant(utc_now()), __version__))


def statements(script: str) -> Iterator[str]:
    """The statements of a SQL script one by one (`executescript` would commit on its own)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if any(line.strip() and not line.lstrip().startswith("--") for line in pending.splitlines()):
        yield pending


def _apply(db: sqlite3.Connection, path: Path) -> None:
    version = _number(path)
    _run(db, path)
    db.execute(_RECORD, (version, path.stem, _sha256(path), instant(utc_now()), __version__))
    # A file of a lower number may come later, from work that went on beside.
    db.execute(f"PRAGMA user_version = {max(version, schema_version(db))}")


def _run(db: sqlite3.Connection, path: Path) -> None:
    for statement in statements(path.read_text("utf-8")):
        try:
            db.execute(statement)
        except sqlite3.Error as error:
            raise OmniError("E_SCHEMA_SQL", file=path.name, detail=str(error)) from error


def _drop_all(db: sqlite3.Connection) -> None:
    for name in soundness.views(db):
        db.execute(f'DROP VIEW "{name}"')


@contextmanager
def _whole(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _refuse_newer(db: sqlite3.Connection, found: int) -> None:
    known = newest_version()
    if found > known:
        raise OmniError("E_DB_NEWER", file=_file(db), found=found, known=known)


def _number(path: Path) -> int:
    return int(path.name.split("_", 1)[0])


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _own_views() -> tuple[str, ...]:
    """The views that follow from declarations; those of files may read them."""
    return tuple(spec.view for spec in catalog().values() if spec.view)


@cache
def _views_hash() -> str:
    digest = hashlib.sha256()
    for path in sql_files("views"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for view in _own_views():
        digest.update(view.encode() + b"\0")
    return digest.hexdigest()


def _file(db: sqlite3.Connection) -> str:
    return str(db.execute("PRAGMA database_list").fetchone()[2])
