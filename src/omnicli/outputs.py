"""Where every file that omni writes for a person goes through: what `-o` may name, and how.

A reader finds the old file or the new one, never half of either, and only its owner can read it.
"""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.modes import file_mode
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace


def write_output(target: Path, data: bytes, *, replace: bool = False) -> Path:
    """Put `data` at `target`: a new file beside it, synced, then renamed over it; nobody else's.

    `replace` lets an older file of that name go: because the person said `--force`, or because
    omni chose the name itself. Raises E_OUTPUT_OWN for a file that a workspace lives on,
    E_OUTPUT_EXISTS, E_OUTPUT_KIND for what is no file, and E_OUTPUT_WRITE, which leaves what was
    there.
    """
    check_output(target, replace=replace)
    fresh = target.parent / f".omni-tmp-{secrets.token_hex(8)}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_new(fresh, data)
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise OmniError("E_OUTPUT_WRITE", file=str(target), detail=detail) from fault
    return target


def ending_of(target: Path, known: Sequence[str]) -> str:
    """The format that a file's name ends in. Raises E_FORMAT for none of the `known` ones."""
    ending = target.suffix.lower().removeprefix(".")
    if ending not in known:
        raise OmniError("E_FORMAT", value=ending or target.name, known=", ".join(known))
    return ending


def check_output(target: Path, *, replace: bool = False) -> None:
    """Refuse a target that must not be written, before any work is done for it."""
    try:
        if _is_own(target):
            raise OmniError("E_OUTPUT_OWN", file=str(target))
        if not target.is_symlink() and target.exists() and not target.is_file():
            raise OmniError("E_OUTPUT_KIND", file=str(target))
        if not replace and (target.is_symlink() or target.exists()):
            raise OmniError("E_OUTPUT_EXISTS", file=str(target))
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise OmniError("E_OUTPUT_WRITE", file=str(target), detail=detail) from fault


def _is_own(target: Path) -> bool:
    """Whether the path, or what a link there leads to, is a workspace's own: any workspace's."""
    for path in (Path(os.path.abspath(target)), target.resolve()):  # noqa: PTH100 - a link itself
        for root in path.parents:
            if (root / CONFIG_NAME).is_file() and _belongs(Workspace(root), path):
                return True
    return False


def _belongs(workspace: Workspace, path: Path) -> bool:
    first = path.relative_to(workspace.root).parts[0].casefold()
    files = (workspace.config_path, workspace.warehouse, workspace.lock_path)
    folders = (workspace.dataroom, workspace.outbox, workspace.logs, workspace.backups)
    named = {own.name for own in (*files, *folders)}
    # warehouse.db-journal is what a killed run is taken back with.
    return first in named or first.startswith((workspace.warehouse.name, ".omni"))


def _write_new(path: Path, data: bytes) -> None:
    # O_EXCL and O_NOFOLLOW: a link planted under the name is never written through.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, file_mode(path))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
