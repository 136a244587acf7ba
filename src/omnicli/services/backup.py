"""`omni backup` and `omni restore`: the state of a workspace kept in one file, and put back."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from omnicli.access import audit
from omnicli.access.actions import Action
from omnicli.access.identity import Actor
from omnicli.access.identity import find_actor
from omnicli.access.identity import os_account
from omnicli.access.policy import decide
from omnicli.access.policy import roles_granted
from omnicli.domain.clock import instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.session import Session
from omnicli.warehouse import archive
from omnicli.warehouse import line_orders
from omnicli.warehouse import outbox
from omnicli.warehouse import swapping
from omnicli.warehouse.archive import Manifest
from omnicli.warehouse.connect import connect
from omnicli.warehouse.lock import writer_lock
from omnicli.warehouse.migrate import migrate
from omnicli.workspace import Workspace

MANUAL, BEFORE_MIGRATION, BEFORE_RESTORE = "manual", "before-migration", "before-restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where it lies and what it says of itself."""

    path: Path
    manifest: Manifest
    pruned: int = 0

    def to_dict(self) -> dict[str, object]:
        """The backup as `--json` prints it."""
        kept = self.manifest
        return {
            "file": str(self.path),
            "made_at": kept.made_at,
            "reason": kept.reason,
            "schema": kept.schema,
            "orders": kept.rows.get("orders", 0),
            "files": len(kept.files),
            "bytes": self.path.stat().st_size,
            "head": {"seq": kept.head_seq, "hash": kept.head_hash},
            "sound": kept.sound,
            "pruned": self.pruned,
        }


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, the backup of what stood there before, and schema files applied."""

    manifest: Manifest
    before: Path
    applied: tuple[str, ...]


def make(session: Session, folder: Path | None) -> Backup:
    """Back up by hand into `folder`, or the workspace's own. Raises E_DB_CORRUPT, E_DISK_FULL."""
    with writer_lock(session.workspace, session.command):
        made = keep(session.workspace, session.db, MANUAL, folder)
    kept = made.manifest
    session.finish(seq=kept.head_seq, head=kept.head_hash, files=len(kept.files))
    return made


def keep(
    workspace: Workspace, db: sqlite3.Connection | None, reason: str, folder: Path | None = None
) -> Backup:
    """Write a backup and let the oldest of its kind go. The caller holds the writer lock."""
    now = utc_now()
    folder = folder or workspace.backups
    path = folder / f"{now:%Y%m%d-%H%M%S}-{reason}-{secrets.token_hex(2)}{archive.SUFFIX}"
    manifest = archive.write(
        workspace, db, path, made_at=instant(now), reason=reason, head=audit.head
    )
    gone = archive.prune(folder, keep=workspace.settings.backup_keep, of=manifest)
    return Backup(path, manifest, len(gone))


def listed(session: Session) -> list[Backup]:
    """The backups in the workspace's own folder, newest first. Raises E_BACKUP_FILE."""
    found = archive.in_folder(session.workspace.backups, instant(session.now))
    session.finish(backups=len(found))
    return [Backup(path, manifest) for path, manifest in found if manifest]


def check(session: Session, path: Path) -> Backup:
    """Prove a backup without touching anything. Raises E_BACKUP_FILE, E_DB_NEWER."""
    scratch = session.workspace.root / f"{swapping.STAGING}{secrets.token_hex(8)}"
    manifest = archive.check(_found(session.workspace, path), audit.head, scratch)
    session.finish(seq=manifest.head_seq, head=manifest.head_hash)
    return Backup(_found(session.workspace, path), manifest)


def restore(session: Session, path: Path) -> Restored:
    """Put a backup in the place of the whole state, which is backed up first.

    The new state carries the audit rows of the restore. Raises E_BACKUP_FILE, E_DB_NEWER.
    """
    workspace = session.workspace
    with writer_lock(workspace, session.command):
        swapping.sweep(workspace)
        staging, manifest, applied = _staged(workspace, path)
        with _cleared(staging, workspace):
            before = keep(workspace, session.db, BEFORE_RESTORE)
            head = audit.head(session.db)
            _enter(staging, session.actor, session.run_id, path, before.path, head)
            session.hand_over()
            swapping.swap(workspace, staging)
    return Restored(manifest, before.path, tuple(applied))


def restore_over_damage(workspace: Workspace, action: Action, path: Path) -> Restored:
    """Restore where the warehouse cannot be opened: the backup says who may.

    What is there is kept byte by byte. Raises E_DENIED, E_UNKNOWN_USER, E_BACKUP_FILE.
    """
    with writer_lock(workspace, "restore"):
        swapping.sweep(workspace)
        staging, manifest, applied = _staged(workspace, path)
        with _cleared(staging, workspace):
            actor = _permitted(staging, action)
            before = keep(workspace, None, BEFORE_RESTORE)
            _enter(staging, actor, os.urandom(8).hex(), path, before.path, None)
            swapping.swap(workspace, staging)
    return Restored(manifest, before.path, tuple(applied))


def _found(workspace: Workspace, path: Path) -> Path:
    """The file as named, or as it is called in the workspace's own folder."""
    own = workspace.backups / path.name
    return own if not path.exists() and own.exists() else path


def _staged(workspace: Workspace, path: Path) -> tuple[Path, Manifest, list[str]]:
    """Unpack and prove a backup beside the workspace, brought up to this omni's schema."""
    staging = workspace.root / f"{swapping.STAGING}{secrets.token_hex(8)}"
    with _cleared(staging, workspace):
        manifest = archive.unpack(_found(workspace, path), staging, audit.head)
        with closing(connect(staging / workspace.warehouse.name, readonly=False)) as db:
            return staging, manifest, migrate(db, line_orders.refresh)


@contextmanager
def _cleared(staging: Path, workspace: Workspace) -> Iterator[None]:
    """Take the unpacked state away again when something goes wrong before the swap is decided."""
    try:
        yield
    except BaseException:
        if not swapping.is_pending(workspace):
            shutil.rmtree(staging, ignore_errors=True)
        raise


def _permitted(staging: Path, action: Action) -> Actor:
    with closing(connect(staging / "warehouse.db", readonly=True)) as db:
        actor = find_actor(db, os_account())
        granted = roles_granted(db, action.name)
    if actor.role is None:
        raise OmniError("E_UNKNOWN_USER", value=actor.username)
    if not decide(action, role=actor.role, active=actor.active, granted=granted).allowed:
        raise OmniError("E_DENIED", actor=actor.username, role=actor.role, action=action.name)
    return actor


def _enter(
    staging: Path,
    actor: Actor,
    run_id: str,
    source: Path,
    before: Path,
    head: tuple[int, str] | None,
) -> None:
    """Write the restore into the audit trail of the state that is coming."""
    detail: Mapping[str, object] = {
        "before": before.name,
        "old_seq": head[0] if head else None,
        "old_head": head[1] if head else None,
    }
    with closing(connect(staging / "warehouse.db", readonly=False)) as db:
        db.execute("BEGIN IMMEDIATE")
        for phase in ("start", "end"):
            end = phase == "end"
            entry = audit.Entry(
                run_id=run_id,
                phase=phase,
                at=instant(utc_now()),
                actor=actor,
                command="restore",
                action="restore.run",
                target=source.name,
                detail=detail if end else {},
                outcome="ok" if end else None,
                exit_code=0 if end else None,
            )
            audit.append(db, entry)
        outbox.doubt(db, instant(utc_now()))
        db.execute("COMMIT")
