"""One process at a time at a file: by the kernel where it can, by a lock library elsewhere.

`flock` goes on the file itself, ends with its process and leaves the file readable, so that a
waiting command can say who holds it. Where there is no `fcntl`, `filelock` holds a file beside it.
"""

from collections.abc import Callable
from pathlib import Path

from omnicli.domain.modes import file_mode

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def try_lock(handle: int, path: Path) -> Callable[[], None] | None:
    """Take the file `path`, open as `handle`; how to let go of it, or None where another has it."""
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        return lambda: None  # closing the handle lets go
    import filelock

    beside = filelock.FileLock(f"{path}.held", mode=file_mode(path))
    try:
        beside.acquire(timeout=0)
    except filelock.Timeout:
        return None
    return beside.release
