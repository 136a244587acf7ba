"""Opening the warehouse, and saying in words why it cannot be opened."""

import os
import sqlite3
import stat
from pathlib import Path
from urllib.parse import quote

from omnicli.domain.errors import OmniError
from omnicli.domain.modes import file_mode
from omnicli.domain.modes import umask_of

APPLICATION_ID = 0x4F4D4E49
"""`OMNI`, at byte 68 of every warehouse."""

BUSY_MS = 30_000
CACHE_KIB = (8 * 1024, 64 * 1024)
"""Page cache of a load or a reader, at least and at most: with SQLite's default of 2 MB a large
import, or a question about a large warehouse, spends its time on I/O."""

PAGE_BYTES = 8192
"""An order takes a third of a kilobyte: with SQLite's 4096 a load splits twice as many pages."""

_HEADER = b"SQLite format 3\0"
_FAULTS = {
    "SQLITE_BUSY": "E_BUSY",
    "SQLITE_LOCKED": "E_BUSY",
    "SQLITE_FULL": "E_DISK_FULL",
    "SQLITE_READONLY": "E_DB_READONLY",
    "SQLITE_CANTOPEN": "E_DB_OPEN",
    "SQLITE_IOERR": "E_IO",
    "SQLITE_CORRUPT": "E_DB_CORRUPT",
    "SQLITE_NOTADB": "E_DB_CORRUPT",
}
"""SQLite's name of a fault (or its beginning) → our code; anything else is a bug."""


def enlarge_cache(db: sqlite3.Connection) -> None:
    """Give a connection a large page cache: room for what is stored already, within bounds.

    A changed page may leave the cache only after its old self is safe on disk; a page that the load
    itself adds may go at any time, so a warehouse that is still small needs no more than the least.
    """
    pages, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    least, most = CACHE_KIB
    db.execute(f"PRAGMA cache_size = -{min(max(pages * size // 1024, least), most)}")


def analyse(db: sqlite3.Connection) -> None:
    """Let SQLite count what is in the tables, from a sample: its plans rest on it."""
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """Open an existing warehouse in autocommit mode; the caller says BEGIN.

    A missing, empty, foreign, damaged or newer file is an E_DB_* error. A read-only connection
    cannot write even by mistake; questions return to the same pages often, so its cache is large.
    """
    check_file(path)
    db = _open(path, "ro" if readonly else "rw")
    try:
        _check_identity(db, path)
        if readonly:
            db.execute("PRAGMA query_only = ON")
            enlarge_cache(db)
    except sqlite3.Error as error:
        db.close()
        raise translate(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


def create(path: Path) -> sqlite3.Connection:
    """Open the warehouse for writing, making an empty one (mode 0600) when there is none."""
    if path.exists():
        return connect(path, readonly=False)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, file_mode(path)))
        db = _open(path, "rw")
        db.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except OSError as error:
        detail = error.strerror or str(error)
        raise OmniError("E_DB_OPEN", detail=detail, **_facts(path)) from error
    except sqlite3.Error as error:
        raise translate(error, path) from error
    return db


def check_file(path: Path) -> None:
    """Refuse what is not a readable SQLite file that only its owner can write."""
    try:
        info = path.stat()
        if info.st_size == 0:
            raise OmniError("E_DB_EMPTY", file=str(path))
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except FileNotFoundError:
        raise OmniError("E_DB_MISSING", file=str(path)) from None
    except OSError as error:
        detail = error.strerror or str(error)
        raise OmniError("E_DB_OPEN", detail=detail, **_facts(path)) from error
    if head != _HEADER:
        raise OmniError("E_DB_FOREIGN", file=str(path), detail="bukan SQLite / not SQLite")
    if info.st_mode & 0o022 & umask_of(path.parent):
        raise OmniError("E_DB_MODE", file=str(path), mode=_mode(info.st_mode))


def translate(error: sqlite3.Error, path: Path) -> OmniError | sqlite3.Error:
    """The fault of the disk, the file or another process as an `OmniError`; else the error."""
    name = getattr(error, "sqlite_errorname", "")
    for prefix, code in _FAULTS.items():
        if name.startswith(prefix):
            facts = _facts(path)
            if code == "E_BUSY":
                facts |= {"seconds": BUSY_MS // 1000}
            return OmniError(code, detail=str(error), **facts)
    return error


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?mode={mode}"
    try:
        db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    except sqlite3.Error as error:
        raise translate(error, path) from error
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = EXTRA")
        db.execute("PRAGMA temp_store = MEMORY")
        if mode == "rw":
            db.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        db.close()
        raise translate(error, path) from error
    return db


def _check_identity(db: sqlite3.Connection, path: Path) -> None:
    found = db.execute("PRAGMA application_id").fetchone()[0]
    if found != APPLICATION_ID:
        detail = f"application_id {found:#010x}"
        raise OmniError("E_DB_FOREIGN", file=str(path), detail=detail)


def _facts(path: Path) -> dict[str, object]:
    """Path, owner and mode for a message; `?` where even they cannot be read."""
    try:
        info = path.stat()
    except OSError:
        return {"file": str(path), "owner": "?", "mode": "?"}
    try:
        owner = path.owner()
    except (KeyError, OSError):
        owner = str(info.st_uid)
    return {"file": str(path), "owner": owner, "mode": _mode(info.st_mode)}


def _mode(mode: int) -> str:
    return f"{stat.S_IMODE(mode):04o}"
