"""Files that a killed run left in a workspace, and files that more than their owner may read."""

import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from omnicli.domain.modes import umask_of
from omnicli.session import Session
from omnicli.warehouse import ledger
from omnicli.warehouse import swapping
from omnicli.warehouse.dataroom import Dataroom
from omnicli.workspace import FOLDERS
from omnicli.workspace import Workspace

_PARTIAL = re.compile(r"\.omni-tmp-[0-9a-f]+\Z|\..+\.(?P<pid>\d+)\Z")
"""What `outputs` and the dataroom call a file that is not whole yet."""

_SHA256 = re.compile(rb"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What stands in a workspace that should not, or not so."""

    wide: tuple[Path, ...]
    """Others than the owner may read or write these."""
    partial: tuple[Path, ...]
    """Half-written, by a run that is gone."""
    orphans: tuple[Path, ...]
    """Originals and cached frames in the dataroom that no import, undone ones included, knows."""


def find(workspace: Workspace, db: sqlite3.Connection) -> Leftovers:
    """Look for all three kinds."""
    return Leftovers(
        tuple(_wide(workspace)), tuple(_partial(workspace)), tuple(_orphans(workspace, db))
    )


def clean(session: Session) -> Leftovers:
    """Take away what is partial or orphaned and close what is open; returns what was found.

    Under the writer lock, so that nothing of an import that is running is taken for a leftover.
    """
    with session.transaction() as db:
        found = find(session.workspace, db)
        for path in (*found.partial, *found.orphans):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        for path in found.wide:
            if path.exists():
                path.chmod(path.stat().st_mode & ~umask_of(session.workspace.root))
        session.finish(
            modes=len(found.wide), partial=len(found.partial), orphans=len(found.orphans)
        )
    return found


def _own(workspace: Workspace) -> Iterator[Path]:
    """Everything that omni made in the workspace; a person's own files beside it are theirs."""
    yield from (workspace.root, workspace.config_path, workspace.lock_path)
    yield from workspace.root.glob(f"{workspace.warehouse.name}*")
    for folder in (workspace.root / name for name in FOLDERS):
        yield folder
        yield from sorted(folder.rglob("*"))


def _wide(workspace: Workspace) -> Iterator[Path]:
    for path in _own(workspace):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISLNK(mode) and mode & umask_of(workspace.root):
            yield path


def _partial(workspace: Workspace) -> Iterator[Path]:
    for path in _own(workspace):
        found = _PARTIAL.match(path.name)
        if found and path.is_file() and not (found["pid"] and _runs(int(found["pid"]))):
            yield path
    if not swapping.is_pending(workspace):
        yield from workspace.root.glob(f"{swapping.STAGING}*")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _orphans(workspace: Workspace, db: sqlite3.Connection) -> Iterator[Path]:
    """Known to neither ledger nor journal; of the latter a lost warehouse is made again."""
    dataroom = Dataroom(workspace.dataroom)
    known = ledger.known_originals(db)
    if dataroom.journal_path.exists():
        known |= {name.decode() for name in _SHA256.findall(dataroom.journal_path.read_bytes())}
    for folder in ("files", "frames"):
        for path in sorted((dataroom.root / folder).glob("??/*")):
            if path.name.split(".")[0] not in known and not _PARTIAL.match(path.name):
                yield path


@contextmanager
def kept_originals(db: sqlite3.Connection, dataroom: Dataroom) -> Iterator[set[str]]:
    """Originals this import adds to the dataroom; they go again if it fails, its COMMIT included.

    The ledger says whether it did: a signal may come right after a COMMIT that went well.
    """
    added: set[str] = set()
    try:
        yield added
    except BaseException:
        with suppress(sqlite3.Error):  # then nobody knows, and `doctor` finds them
            for sha256 in added - ledger.known_originals(db):
                dataroom.drop(sha256)
        raise
