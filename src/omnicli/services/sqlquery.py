"""SQL of the user's own: reading only, guarded by SQLite itself."""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from omnicli.access import veil
from omnicli.access.actions import AUDIT_READ
from omnicli.domain.errors import OmniError
from omnicli.session import Session
from omnicli.warehouse.tables.catalog import catalog
from omnicli.warehouse.watch import Watch

DEFAULT_TIMEOUT = 30.0
SECRET_TABLES = frozenset({"users", "tokens"})
"""Never readable through SQL, whatever the role: accounts and secrets."""

_FORBIDDEN_FUNCTIONS = frozenset(
    {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
)
_MAIN = re.compile(r"\bmain\b", re.IGNORECASE)
_STEPS = 20_000
_LONGEST_VALUE = 2_000_000
"""Bytes of one value or row; functions could build a gigabyte otherwise."""
_MOST_CELLS = 5_000_000
_MOST_BYTES = 200_000_000
"""Of an answer, which is held whole."""
_AT_ONCE = 1_000

Guard = Callable[[int, str | None, str | None, str | None, str | None], int]


@dataclass(frozen=True)
class Answer:
    """Column names (made unique) and rows of raw stored values."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    masked: tuple[str, ...] = ()
    """Columns that the SQL names and the reader has no right to."""

    def records(self) -> list[dict[str, object]]:
        """The rows as `--json` prints them; a blob becomes hex."""
        return [
            {name: _raw(value) for name, value in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


def query(session: Session, sql: str, *, timeout: float = DEFAULT_TIMEOUT) -> Answer:
    """Run one SELECT. Writes, PRAGMA, ATTACH and the account tables are E_SQL_DENIED.

    The rows are read to the end before anything is printed, so that a slow reader of the output
    never keeps a writer waiting.
    """
    hidden = SECRET_TABLES | (frozenset() if session.may(AUDIT_READ.name) else {"audit_log"})
    refused: list[str] = []
    watch = Watch(timeout)
    db = session.db
    hides = veil.lay(db, session.reader, _declared())
    if hides and _MAIN.search(sql):
        # `main.orders` would name the table behind the view that masks it.
        raise OmniError("E_SQL_DENIED", detail="main")
    db.set_authorizer(_guard(hidden, refused))
    db.set_progress_handler(watch, _STEPS)
    longest = db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    try:
        with watch:
            cursor = db.execute(sql)
            rows = _fetched(cursor)
        names = [column[0] for column in cursor.description or ()]
    except (sqlite3.Error, sqlite3.Warning) as error:
        watch.raise_signal(error)
        raise _fault(error, refused, timeout) from error
    finally:
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
        db.set_authorizer(None)
        db.set_progress_handler(None, 0)
    touched = tuple(name for name in hides if name in names)
    digest = hashlib.sha256(sql.encode()).hexdigest()
    session.finish(rows=len(rows), sql_sha256=digest, masked=list(touched))
    return Answer(_unique(names), rows, touched)


def _declared() -> frozenset[tuple[str, str]]:
    """The personal columns that tables declare, in the table and in its view."""
    return frozenset(
        (shown, column)
        for name, table in catalog().items()
        for shown in (name, f"v_{name}")
        for column in table.personal
    )


def _fetched(cursor: sqlite3.Cursor) -> list[tuple[object, ...]]:
    """All rows. Raises E_SQL for an answer that does not fit into memory."""
    rows: list[tuple[object, ...]] = []
    cells = size = 0
    while piece := cursor.fetchmany(_AT_ONCE):
        rows += piece
        cells += len(piece) * len(piece[0])
        size += sum(len(v) for row in piece for v in row if isinstance(v, str | bytes))
        if cells > _MOST_CELLS or size > _MOST_BYTES:
            detail = (f"lebih dari {len(rows)} baris", f"more than {len(rows)} rows")
            raise OmniError("E_SQL", detail=detail)
    return rows


def tables(session: Session) -> list[dict[str, object]]:
    """Every table and view a query may read, with its columns."""
    import sqlite_utils

    db = sqlite_utils.Database(session.db)
    found: list[dict[str, object]] = []
    for kind, items in (("view", db.views), ("table", db.tables)):
        for item in sorted(items, key=lambda item: str(item.name)):
            if item.name in SECRET_TABLES or item.name.startswith("sqlite_"):
                continue
            columns = [f"{column.name} {column.type}".strip() for column in item.columns]
            found.append({"name": item.name, "kind": kind, "columns": columns})
    return found


def _guard(hidden: frozenset[str], refused: list[str]) -> Guard:
    def authorise(
        action: int, first: str | None, second: str | None, _db: str | None, _via: str | None
    ) -> int:
        if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and first not in hidden:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _FORBIDDEN_FUNCTIONS:
            return sqlite3.SQLITE_OK
        refused.append(_name(action, first, second))
        return sqlite3.SQLITE_DENY

    return authorise


def _name(action: int, first: str | None, second: str | None) -> str:
    names = {
        sqlite3.SQLITE_READ: f"SELECT {first}",
        sqlite3.SQLITE_FUNCTION: f"{second}()",
        sqlite3.SQLITE_PRAGMA: f"PRAGMA {first}",
        sqlite3.SQLITE_ATTACH: "ATTACH",
        sqlite3.SQLITE_INSERT: f"INSERT {first}",
        sqlite3.SQLITE_UPDATE: f"UPDATE {first}",
        sqlite3.SQLITE_DELETE: f"DELETE {first}",
        sqlite3.SQLITE_TRANSACTION: f"{first}",
    }
    return names.get(action, f"CREATE/DROP/ALTER {first or ''}".strip())


def _fault(error: Exception, refused: list[str], timeout: float) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    if refused or name == "SQLITE_AUTH":
        return OmniError("E_SQL_DENIED", detail=refused[0] if refused else str(error))
    if name == "SQLITE_INTERRUPT":
        return OmniError("E_SQL_TIMEOUT", seconds=f"{timeout:g}")
    if name in {"", "SQLITE_ERROR", "SQLITE_MISMATCH", "SQLITE_RANGE", "SQLITE_TOOBIG"}:
        return OmniError("E_SQL", detail=str(error))
    return error


def _unique(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    for position, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[position] = f"{name}_{seen[name]}"
    return tuple(names)


def _raw(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
