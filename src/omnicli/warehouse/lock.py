"""One writer at a time: a file lock that says who holds it."""

import json
import os
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from omnicli.domain.clock import instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import OmniError
from omnicli.domain.modes import file_mode
from omnicli.warehouse.exclusive import try_lock
from omnicli.workspace import Workspace

PATIENCE = 30.0
"""Seconds a command waits for another writer; OMNI_LOCK_TIMEOUT overrides."""

_PAUSE = 0.05
_PLAIN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock."""

    pid: int | None
    command: str
    since: str


@contextmanager
def writer_lock(
    workspace: Workspace,
    command: str,
    *,
    on_wait: Callable[[Holder], None] | None = None,
) -> Iterator[None]:
    """Hold the workspace's writer lock; E_BUSY names the holder when patience ends.

    The kernel frees the lock when its process dies, so a stale lock cannot exist. `on_wait` is
    called once when there is somebody to wait for.
    """
    handle = _open(workspace)
    try:
        release = _wait(handle, workspace, on_wait)
        note = {"pid": os.getpid(), "command": command, "since": instant(utc_now())}
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(note).encode())
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
            release()
    finally:
        os.close(handle)


@contextmanager
def named_lock(workspace: Workspace, name: str) -> Iterator[bool]:
    """Try for another lock of the workspace, without waiting; whether this process holds it.

    Like the writer lock it ends with its process.
    """
    path = workspace.root / f".omni-{name}.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, file_mode(path))
    except OSError as error:
        detail = error.strerror or str(error)
        raise OmniError("E_IO", file=str(path), detail=detail) from error
    try:
        release = try_lock(handle, path)
        yield release is not None
        if release is not None:
            release()
    finally:
        os.close(handle)


def holder(workspace: Workspace) -> Holder:
    """What the lock file says about its holder; unknown when it was caught between two writes."""
    try:
        note = json.loads(workspace.lock_path.read_text("utf-8"))
        return Holder(int(note["pid"]), str(note["command"]), str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder(None, "?", "?")


def patience() -> float:
    """Seconds to wait, from OMNI_LOCK_TIMEOUT or the default."""
    try:
        return max(0.0, float(os.environ["OMNI_LOCK_TIMEOUT"]))
    except (KeyError, ValueError):
        return PATIENCE


def _open(workspace: Workspace) -> int:
    path = workspace.lock_path
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, file_mode(path))
    except OSError as error:
        detail = error.strerror or str(error)
        raise OmniError("E_IO", file=str(path), detail=detail) from error


def _wait(
    handle: int, workspace: Workspace, on_wait: Callable[[Holder], None] | None
) -> Callable[[], None]:
    limit = patience()
    deadline = time.monotonic() + limit
    announced = False
    while True:
        release = try_lock(handle, workspace.lock_path)
        if release is not None:
            return release
        who = holder(workspace)
        if time.monotonic() >= deadline:
            raise OmniError(
                "E_BUSY", holder=who.command, pid=who.pid, since=who.since, seconds=f"{limit:g}"
            )
        if on_wait and not announced:
            on_wait(who)
            announced = True
        time.sleep(_PAUSE)
