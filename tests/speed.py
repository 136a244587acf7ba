"""What every test would pay for and few are about, done once: schema, reading, the disk's word.

A test of those things themselves stands under `tests/faults` or bears the marker `real`: it gets a
schema made file by file, readers in their limited process, every file read anew, and writes that
wait for the disk.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.ingest import child
from omnicli.ingest import launch
from omnicli.ingest import pipeline
from omnicli.ingest.limits import Limits
from omnicli.ingest.parts import FileOptions
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import reader_for
from omnicli.ingest.result import ReadFile
from omnicli.services import setup
from omnicli.warehouse import connect
from omnicli.warehouse.migrate import migrate

_MEMORABLE = 300_000
"""Bytes of the largest file whose sheets are kept: fixtures, not samples."""

_MOST_READ = 256
"""How many read files are kept, the newest."""

_real = False
_read_files: OrderedDict[tuple[object, ...], tuple[object, ReadFile | OmniError]] = OrderedDict()
_readouts: dict[tuple[object, ...], Readout | OmniError] = {}
_fsync, _open, _read_sheets = os.fsync, connect._open, launch.read_sheets
_read_anew = pipeline._read


@cache
def _schema() -> tuple[bytes, list[str]]:
    """An empty warehouse as `migrate` leaves it, and what it applied."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.db"
        db = connect.create(path)
        applied = migrate(db)
        db.close()
        return path.read_bytes(), applied


def migrated(
    db: sqlite3.Connection, derive: Callable[[sqlite3.Connection], None] | None = None
) -> list[str]:
    """`migrate`, by copying the finished schema into a warehouse that is still empty."""
    if _real or db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0]:
        return migrate(db, derive)
    data, applied = _schema()
    with sqlite3.connect(":memory:") as template:
        template.deserialize(data)
        template.backup(db)
    template.close()
    return list(applied)


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    db = _open(path, mode)
    if not _real:
        db.execute("PRAGMA synchronous = OFF")
    return db


def _flushed(handle: int) -> None:
    if _real:
        _fsync(handle)


def _read(
    kind: str,
    data: bytes,
    known: frozenset[str],
    limits: Limits,
    passwords: Sequence[str] = (),
    *,
    harmless: bool = False,
) -> Readout:
    """`read_sheets`, with what the child does done here, once per content."""
    if _real or not reader_for(kind).ISOLATED:
        return _read_sheets(kind, data, known, limits, passwords, harmless=harmless)
    key = (kind, hashlib.sha256(data).digest(), limits, tuple(passwords))
    found = _readouts.get(key)
    if found is None:
        found = _answer(kind, data, limits, passwords)
        if len(data) <= _MEMORABLE:
            _readouts[key] = found
    if isinstance(found, OmniError):
        raise OmniError(found.code, **found.fields)
    return found


def _answer(
    kind: str, data: bytes, limits: Limits, passwords: Sequence[str]
) -> Readout | OmniError:
    with tempfile.TemporaryDirectory() as folder:
        child.answer(kind, data, Path(folder), limits.of(kind, len(data)), passwords)
        try:
            return launch._collect(Path(folder))
        except OmniError as error:
            return error


def _read_once(data: bytes, options: FileOptions, **asked: Any) -> ReadFile:
    """What reading some bytes yields: a function of them, of what is asked, and of the day."""
    if _real or len(data) > _MEMORABLE:
        return _read_anew(data, options, **asked)
    specs = tuple(asked["specs"].values())
    key = (
        hashlib.sha256(data).digest(),
        (options.file_name, options.account, options.period, options.timezone),
        tuple(map(id, specs)),
        (asked["hint"], repr(asked["aliases"]), asked["limits"], tuple(asked["passwords"])),
        utc_now().date(),
    )
    if key not in _read_files:
        try:
            found: ReadFile | OmniError = _read_anew(data, options, **asked)
        except OmniError as error:
            found = error
        _read_files[key] = (specs, found)  # the specs too, or another could come to their ids
        if len(_read_files) > _MOST_READ:
            _read_files.popitem(last=False)
    _, known = _read_files[key]
    if isinstance(known, OmniError):
        raise OmniError(known.code, **known.fields)
    return known


@contextmanager
def patched() -> Iterator[None]:
    """The quick ways in place of the real ones, for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setup, "migrate", migrated)
        patch.setattr(connect, "_open", _opened)
        patch.setattr(os, "fsync", _flushed)
        patch.setattr(pipeline, "read_sheets", _read)
        patch.setattr(pipeline, "_read", _read_once)
        yield


@contextmanager
def real(*, wanted: bool) -> Iterator[None]:
    """The real ways for one test, if it wants them."""
    global _real  # noqa: PLW0603 - the functions above are called by the program, not by tests
    _real = wanted
    try:
        yield
    finally:
        _real = False
