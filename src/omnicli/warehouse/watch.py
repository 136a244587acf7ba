"""Stopping a statement that runs too long, or that a signal ends."""

import sqlite3
import sys
import time
from types import TracebackType


class Watch:
    """A progress handler that stops a statement when its time is up; a block around the statement.

    A signal's handler runs inside SQLite's callbacks, where what it raises is swallowed: the block
    keeps it, to be raised again by `raise_signal`.
    """

    def __init__(self, seconds: float) -> None:
        """Let a statement run for that many seconds from now."""
        self._deadline = time.monotonic() + seconds
        self._stopped: BaseException | None = None

    def __enter__(self) -> "Watch":
        """Begin to keep what is raised inside callbacks."""
        self._before = sys.unraisablehook
        sys.unraisablehook = self._keep
        sqlite3.enable_callback_tracebacks(True)  # noqa: FBT003 - takes no keyword
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Let others hear of it again."""
        sqlite3.enable_callback_tracebacks(False)  # noqa: FBT003 - takes no keyword
        sys.unraisablehook = self._before

    def __call__(self) -> bool:
        """Whether to stop."""
        return time.monotonic() > self._deadline

    def raise_signal(self, error: BaseException) -> None:
        """Raise what a signal raised meanwhile, if one did."""
        if self._stopped is not None:
            raise self._stopped from error

    def _keep(self, seen: "sys.UnraisableHookArgs") -> None:
        self._stopped = seen.exc_value
