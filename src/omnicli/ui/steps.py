"""The step a long job is at, on one line of stderr: for a terminal only, after a second."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from omnicli.ui.cells import grouped
from omnicli.ui.state import VOICE

_QUIET_SECONDS = 1.0
_REFRESH_SECONDS = 0.2


class Steps:
    """Rewrites one line with the current step, its rows and its seconds."""

    def __init__(self, *, visible: bool) -> None:
        self._visible = visible
        self._label = ""
        self._rows = 0
        self._started = self._step = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._paint, daemon=True)
        if visible:
            self._thread.start()

    def __call__(self, label: str, rows: int = 0) -> None:
        """Say which step begins, and over how many rows."""
        self._label, self._rows, self._step = label, rows, time.monotonic()

    def close(self) -> None:
        """Stop, and take the line away."""
        self._stop.set()
        if self._visible:
            self._thread.join()
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()

    def _paint(self) -> None:
        while not self._stop.wait(_REFRESH_SECONDS):
            now = time.monotonic()
            if now - self._started < _QUIET_SECONDS or not self._label:
                continue
            seconds = now - self._step
            unit = "rows" if VOICE.lang == "en" else "baris"
            amount = f", {grouped(self._rows, VOICE.lang)} {unit}" if self._rows else ""
            rate = (
                f" ({grouped(int(self._rows / seconds), VOICE.lang)}/s)"
                if self._rows and seconds > _QUIET_SECONDS
                else ""
            )
            sys.stderr.write(f"\r\x1b[2K{self._label}{amount} · {seconds:.0f} s{rate}")
            sys.stderr.flush()


@contextmanager
def steps() -> Iterator[Steps]:
    """The step line for the work inside; silent in a pipe, in cron and with --quiet."""
    line = Steps(visible=sys.stderr.isatty() and not VOICE.quiet)
    try:
        yield line
    finally:
        line.close()
