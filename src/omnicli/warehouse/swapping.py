"""Putting another state in a workspace's place: all of it, or none.

What is new lies whole in a folder beside. Writing the marker is the one step that decides; after
it every command first finishes what is left to rename, so that a kill between two renames leaves
nothing in between for anybody to see.
"""

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from omnicli.warehouse.dataroom import storing
from omnicli.warehouse.dataroom import write_atomically
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace

STAGING = ".omni-restore-"
_MARKER = ".omni-restore"
_NAME = re.compile(r"\.omni-restore-[0-9a-f]+\Z")


def swap(workspace: Workspace, staging: Path) -> None:
    """Make what `staging` holds the state of the workspace. The caller holds the writer lock."""
    with storing(staging):
        for path in sorted(staging.rglob("*")):
            _flush(path)
        _flush(staging)
        write_atomically(workspace.root / _MARKER, staging.name.encode())
    finish(workspace)


def is_pending(workspace: Workspace) -> bool:
    """Whether a swap was decided and not finished."""
    return (workspace.root / _MARKER).exists()


def finish(workspace: Workspace) -> None:
    """Rename what a decided swap has not renamed yet. The caller holds the writer lock."""
    root, marker = workspace.root, workspace.root / _MARKER
    with storing(marker):
        try:
            name = marker.read_text("utf-8").strip()
        except FileNotFoundError:
            return
        staging = root / name
        if _NAME.match(name) and staging.is_dir():
            _rename(workspace, staging)
        marker.unlink()
        _flush(root)
        shutil.rmtree(staging, ignore_errors=True)


def sweep(workspace: Workspace) -> None:
    """Remove folders of restores that were never decided. The caller holds the writer lock."""
    if not is_pending(workspace):
        for path in workspace.root.glob(f"{STAGING}*"):
            shutil.rmtree(path, ignore_errors=True)


def _rename(workspace: Workspace, staging: Path) -> None:
    database = staging / workspace.warehouse.name
    if database.exists():
        for suffix in ("-journal", "-wal", "-shm"):
            # A journal of the old database would be rolled back into the new one.
            with suppress(FileNotFoundError):
                (workspace.root / f"{workspace.warehouse.name}{suffix}").unlink()
        database.replace(workspace.warehouse)
    if (staging / CONFIG_NAME).exists():
        (staging / CONFIG_NAME).replace(workspace.config_path)
    fresh = staging / workspace.dataroom.name
    if fresh.exists():
        if workspace.dataroom.exists():
            number = len(list(staging.glob("old-*")))
            workspace.dataroom.rename(staging / f"old-{number}")
        fresh.rename(workspace.dataroom)
    _flush(workspace.root)


def _flush(path: Path) -> None:
    """Bring a file or the names in a folder to the disk."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
