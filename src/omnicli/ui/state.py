"""How this run talks: language, quiet or verbose, whether somebody watches."""

import io
import os
import sys
from dataclasses import dataclass
from typing import Any


@dataclass
class Voice:
    """Settings of the output, set once by the command line."""

    lang: str = "id"
    quiet: bool = False
    verbose: bool = False


VOICE = Voice()
"""The one voice of the process."""


@dataclass
class Changes:
    """Whether this run has changed a workspace for good, for what is said when it is stopped."""

    kept: bool = False


CHANGES = Changes()
"""The changes of this run."""


def say(text: str) -> None:
    """A message for a person: on stderr, unless --quiet."""
    if not VOICE.quiet:
        print(text, file=sys.stderr)  # noqa: T201 - this is the one place that prints messages


def colour(stream: object) -> bool:
    """Whether `stream` may carry colours: NO_COLOR wins, then FORCE_COLOR, then a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty()) and os.environ.get("TERM") != "dumb"


class _Pipe(io.FileIO):
    """Standard output that lets its reader go: what the command came to is its exit status."""

    def write(self, data: Any) -> int:
        """Write, or drop what nobody reads any more."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def outlive_the_reader() -> None:
    """Let the command run to its end where a pipe behind it ends early (`omni … | head`)."""
    if sys.stdout is None:
        return
    raw = io.BufferedWriter(_Pipe(1, "w", closefd=False))
    encoding, errors, tty = sys.stdout.encoding, sys.stdout.errors, sys.stdout.isatty()
    sys.stdout = io.TextIOWrapper(raw, encoding, errors, line_buffering=tty)


def drop_stdout() -> None:
    """Point stdout at nothing: its reader has gone, and the last flush shall stay silent."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
