"""Progress of what takes long: on a terminal only, and only after a second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from omnicli.ui.cells import grouped
from omnicli.ui.state import VOICE

_QUIET_SECONDS = 1.0
_REFRESH_SECONDS = 0.1


class Meter:
    """Counts rows and now and then rewrites one line on stderr."""

    def __init__(self, label: str, *, visible: bool) -> None:
        self._label = label
        self._visible = visible
        self._rows = 0
        self._started = self._printed = time.monotonic()
        self._dirty = False

    def advance(self, rows: int = 1) -> None:
        """Say that `rows` more are done."""
        self._rows += rows
        now = time.monotonic()
        if not self._visible or now - self._started < _QUIET_SECONDS:
            return
        if now - self._printed >= _REFRESH_SECONDS:
            self._printed = now
            rate = grouped(int(self._rows / (now - self._started)), VOICE.lang)
            done = grouped(self._rows, VOICE.lang)
            unit = "rows" if VOICE.lang == "en" else "baris"
            sys.stderr.write(f"\r\x1b[2K{self._label}: {done} {unit} ({rate}/s)")
            sys.stderr.flush()
            self._dirty = True

    def close(self) -> None:
        """Take the line away again."""
        if self._dirty:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


@contextmanager
def progress(label: str) -> Iterator[Meter]:
    """A meter for the work inside; silent in a pipe, in cron and with --quiet."""
    meter = Meter(label, visible=sys.stderr.isatty() and not VOICE.quiet)
    try:
        yield meter
    finally:
        meter.close()
