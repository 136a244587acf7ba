"""Backups: the whole state of a workspace in one zip that proves itself.

The database is copied with SQLite's backup API (never `cp`, which may catch half a transaction),
checked, and put beside `omni.toml` and the dataroom. `manifest.json` holds the size and sha256 of
each file, the rows of each table and the head of the audit trail.
"""

import hashlib
import json
import secrets
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath
from typing import Any

from omnicli import __version__
from omnicli.domain.errors import OmniError
from omnicli.domain.modes import file_mode
from omnicli.domain.modes import folder_mode
from omnicli.warehouse import soundness
from omnicli.warehouse.connect import connect
from omnicli.warehouse.dataroom import storing
from omnicli.warehouse.dataroom import writing_atomically
from omnicli.warehouse.migrate import newest_version
from omnicli.warehouse.migrate import schema_version
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace

FORMAT = 1
SUFFIX = ".omni.zip"
MANIFEST = "manifest.json"
_DATABASE = "warehouse.db"
_DATAROOM = "dataroom"
_PIECE = 1 << 20
_LARGEST_MANIFEST = 200_000_000

Head = Callable[[sqlite3.Connection], tuple[int, str]]
"""Sequence number and hash of the newest audit row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `reason` is its kind: `manual`, `before-restore` and so on.

    workspace: the hash of the first audit row, which tells workspaces apart.
    sound: false where the warehouse could not be read and was kept byte by byte.
    """

    made_at: str
    reason: str
    workspace: str
    schema: int
    head_seq: int
    head_hash: str
    rows: Mapping[str, int]
    files: Mapping[str, tuple[int, str]]
    sound: bool = True
    omni_version: str = __version__
    format: int = FORMAT

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(size for size, _ in self.files.values())


def write(
    workspace: Workspace,
    db: sqlite3.Connection | None,
    target: Path,
    *,
    made_at: str,
    reason: str,
    head: Head,
) -> Manifest:
    """Back the workspace up into `target`, which appears whole or not at all.

    The caller holds the writer lock. Without a `db`, its file is beyond reading and goes in as it
    is. Raises E_DB_CORRUPT when the copy is not sound, E_DISK_FULL, E_IO.
    """
    copy = target.with_name(f".omni-tmp-{secrets.token_hex(8)}")
    with storing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            facts = _copied(db, copy, head) if db is not None else _raw(workspace, copy)
            with (
                writing_atomically(target) as out,
                zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
            ):
                files = {
                    name: _add(packed, name, path) for name, path in _contents(workspace, copy)
                }
                manifest = Manifest(made_at=made_at, reason=reason, files=files, **facts)
                packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        finally:
            copy.unlink(missing_ok=True)
    return manifest


def read(path: Path) -> Manifest:
    """What a backup says of itself, believed. Raises E_BACKUP_FILE."""
    with _opened(path) as packed:
        return _manifest(packed, path)


def check(path: Path, head: Head, scratch: Path) -> Manifest:
    """Prove a backup: every byte, the database, its rows, the head. `scratch` is a free name.

    Raises E_BACKUP_FILE naming what does not hold.
    """
    try:
        return unpack(path, scratch, head, keep=False)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def unpack(path: Path, folder: Path, head: Head, *, keep: bool = True) -> Manifest:
    """Prove a backup while it is unpacked into the new `folder`; `keep` only the database if not.

    Raises E_BACKUP_FILE, E_DB_NEWER, E_DISK_FULL.
    """
    with storing(folder), _opened(path) as packed:
        manifest = _manifest(packed, path)
        needed = manifest.size if keep else manifest.files.get(_DATABASE, (0, ""))[0]
        if shutil.disk_usage(folder.parent).free < needed:
            raise OmniError("E_DISK_FULL", file=str(folder))
        inside = {info.filename for info in packed.infolist()} - {MANIFEST}
        if inside != set(manifest.files) or {_DATABASE, CONFIG_NAME} - inside:
            raise _bad(path, "daftar isi / table of contents")
        folder.mkdir(mode=folder_mode(folder.parent))
        (folder / _DATAROOM).mkdir()
        for name, (size, digest) in manifest.files.items():
            to = folder / _safe(path, name) if keep or name == _DATABASE else None
            if _extracted(packed, path, name, to) != (size, digest):
                raise _bad(path, name)
    if not manifest.sound:
        raise _bad(path, "cadangan keadaan rusak / the backup of a damaged state")
    _check_database(path, folder / _DATABASE, manifest, head)
    return manifest


def in_folder(folder: Path, now: str) -> list[tuple[Path, Manifest | None]]:
    """The backups in a folder, newest first; None for one that cannot be read.

    One of a time after `now` was made before the clock was set back: it is older than any other.
    """
    found: list[tuple[Path, Manifest | None]] = []
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            found.append((path, read(path)))
        except OmniError:
            found.append((path, None))

    def age(item: tuple[Path, Manifest | None]) -> tuple[bool, str, int]:
        # Two of one second are told apart by how far the trail had come.
        made = item[1]
        return (made.made_at <= now, made.made_at, made.head_seq) if made else (False, "", 0)

    return sorted(found, key=age, reverse=True)


def prune(folder: Path, *, keep: int, of: Manifest) -> list[Path]:
    """Remove what is older than the newest `keep` of the same workspace and kind."""
    alike = [
        path
        for path, found in in_folder(folder, of.made_at)
        if found and (found.workspace, found.reason) == (of.workspace, of.reason)
    ]
    for path in alike[keep:]:
        with storing(path):
            path.unlink(missing_ok=True)
    return alike[keep:]


def _copied(db: sqlite3.Connection, copy: Path, head: Head) -> dict[str, Any]:
    """Copy a database consistently and say what is in the copy."""
    copy.touch(mode=file_mode(copy))
    with closing(sqlite3.connect(copy, isolation_level=None)) as to:
        db.backup(to)
        if faults := soundness.integrity_faults(to):
            raise OmniError("E_DB_CORRUPT", file=_DATABASE, detail=faults[0])
        return _facts(to, head)


def _facts(db: sqlite3.Connection, head: Head) -> dict[str, Any]:
    seq, digest = head(db)
    first = db.execute("SELECT hash FROM audit_log ORDER BY seq LIMIT 1").fetchone()
    names = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    counted = {
        name: db.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for (name,) in names
    }
    return {
        "workspace": str(first[0]) if first else "",
        "schema": schema_version(db),
        "head_seq": seq,
        "head_hash": digest,
        "rows": dict(sorted(counted.items())),
    }


def _raw(workspace: Workspace, copy: Path) -> dict[str, Any]:
    """The bytes of a warehouse that cannot be opened; nothing where there is none."""
    if workspace.warehouse.exists():
        shutil.copyfile(workspace.warehouse, copy)
    else:
        copy.touch(mode=file_mode(copy))
    unknown: dict[str, Any] = {
        "workspace": "",
        "schema": 0,
        "head_seq": 0,
        "head_hash": "",
        "rows": {},
    }
    return {**unknown, "sound": False}


def _contents(workspace: Workspace, database: Path) -> Iterator[tuple[str, Path]]:
    yield _DATABASE, database
    yield CONFIG_NAME, workspace.config_path
    for path in sorted(workspace.dataroom.rglob("*")):
        # A name that begins with a dot is a file that is not whole yet.
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield path.relative_to(workspace.root).as_posix(), path


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> tuple[int, str]:
    """Put a file into the zip; its size and sha256."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file, packed.open(name, "w", force_zip64=True) as entry:
        while piece := file.read(_PIECE):
            entry.write(piece)
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError:
        raise _bad(path, "tidak ada / does not exist") from None
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _bad(path, str(error)) from error


def _manifest(packed: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise _bad(path, MANIFEST)
        body = json.loads(packed.read(MANIFEST))
        if body["format"] != FORMAT:
            raise _bad(path, f"format {body['format']}")
        files = {str(n): (int(size), str(digest)) for n, (size, digest) in body["files"].items()}
        return Manifest(**{**body, "files": files})
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise _bad(path, f"{MANIFEST}: {error}") from error


def _safe(path: Path, name: str) -> str:
    """A name that stays inside the folder and is one of those that omni writes."""
    parts = PurePosixPath(name).parts
    known = name in {_DATABASE, CONFIG_NAME} or (len(parts) > 1 and parts[0] == _DATAROOM)
    if not known or name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        raise _bad(path, name)
    return name


def _extracted(packed: zipfile.ZipFile, path: Path, name: str, to: Path | None) -> tuple[int, str]:
    """Read an entry to its end, into a file if there is one to make; its size and sha256."""
    digest, size = hashlib.sha256(), 0
    try:
        if to is not None:
            to.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(name) as entry:
            out = to.open("xb") if to is not None else None
            try:
                while piece := entry.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    if out is not None:
                        out.write(piece)
            finally:
                if out is not None:
                    out.close()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _bad(path, f"{name}: {error}") from error
    return size, digest.hexdigest()


def _check_database(path: Path, database: Path, manifest: Manifest, head: Head) -> None:
    """The database opens, is sound, and holds what the manifest says."""
    try:
        with closing(connect(database, readonly=True)) as db:
            if faults := soundness.integrity_faults(db):
                raise _bad(path, f"{_DATABASE}: {faults[0]}")
            found = _facts(db, head)
    except (OmniError, sqlite3.Error) as error:
        if isinstance(error, OmniError) and error.code == "E_BACKUP_FILE":
            raise
        raise _bad(path, f"{_DATABASE}: {error}") from error
    if manifest.schema > newest_version():
        raise OmniError("E_DB_NEWER", file=str(path), found=manifest.schema, known=newest_version())
    for name, value in found.items():
        if getattr(manifest, name) != value:
            raise _bad(path, f"{_DATABASE}: {name}")


def _bad(path: Path, detail: str) -> OmniError:
    return OmniError("E_BACKUP_FILE", file=str(path), detail=detail)
