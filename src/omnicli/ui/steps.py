"""The step a long job is at, on one line of stderr: for a terminal only, after a second."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from omnicli.ui.cells import grouped
from omnicli.ui.state import VOICE

_QUIET_SECONDS = 1.0
_REFRESH_SECONDS = 0.2


class Steps:
    """Shows the current step, how far the job is, its rows and its seconds."""

    def __init__(self, total: int, *, visible: bool) -> None:
        self._label, self._rows, self._done, self._total = "", 0, -1, total
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._paint, daemon=True)
        if visible:
            self._thread.start()

    def __call__(self, label: str, rows: int = 0) -> None:
        """Say which step begins, and over how many rows; the one before it is over."""
        self._label, self._rows, self._done = label, rows, self._done + 1

    def close(self) -> None:
        """Stop, and take the line away."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _paint(self) -> None:
        """Draw with rich, which is loaded only for a job that takes its time."""
        if self._stop.wait(_QUIET_SECONDS):
            return
        progress = _bar()
        task = progress.add_task("", total=self._total, rows="")
        with progress:
            while not self._stop.wait(_REFRESH_SECONDS):
                progress.update(
                    task,
                    completed=min(max(self._done, 0), self._total),
                    description=self._label,
                    rows=self._rows_text(),
                    refresh=True,
                )

    def _rows_text(self) -> str:
        unit = "rows" if VOICE.lang == "en" else "baris"
        return f"{grouped(self._rows, VOICE.lang)} {unit}" if self._rows else ""


def _bar() -> Any:
    from rich.progress import BarColumn
    from rich.progress import Progress
    from rich.progress import TaskProgressColumn
    from rich.progress import TextColumn
    from rich.progress import TimeElapsedColumn

    from omnicli.ui.console import console

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]}"),
        TimeElapsedColumn(),
        console=console(sys.stderr),
        transient=True,
        auto_refresh=False,
    )


@contextmanager
def steps(total: int = 1) -> Iterator[Steps]:
    """The step line for a job of about `total` steps; silent in a pipe, in cron, with --quiet."""
    line = Steps(max(total, 1), visible=sys.stderr.isatty() and not VOICE.quiet)
    try:
        yield line
    finally:
        line.close()
