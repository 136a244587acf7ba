"""Writing a report so that a reader finds the old file or the new one, never half of either."""

import os
import secrets
from pathlib import Path

from omnicli.domain.errors import OmniError


def write_atomically(target: Path, data: bytes) -> Path:
    """Put `data` at `target`: a new file beside it, synced, then renamed over it.

    Raises E_REPORT_WRITE and leaves what was there.
    """
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
        raise OmniError("E_REPORT_WRITE", file=str(target), detail=detail) from fault
    return target


def _write_new(path: Path, data: bytes) -> None:
    # O_EXCL and O_NOFOLLOW: a link planted under the name is never written through.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
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
