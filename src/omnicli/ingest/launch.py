"""Runs readers in the limited child process and takes their sheets back."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import IO

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import Notice
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import read
from omnicli.ingest.readers import reader_for
from omnicli.ingest.words import Word

_MEMORY = ("memori habis", "out of memory")
_TIME = ("waktu habis", "out of time")
_GAVE_UP = {-6: _MEMORY, -9: _MEMORY, 9: _MEMORY, -11: _MEMORY, -24: _TIME}
"""Exit status of a child that a limit or the allocator ended, and what that means."""

_FRUGAL = {
    "POLARS_MAX_THREADS": "1",
    "_RJEM_MALLOC_CONF": "",
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "4294967296",
    "MALLOC_TOP_PAD_": "67108864",
}
"""The child lives for one batch: it need not give memory back to the system and ask again."""

_RETIRES_AFTER = 4 * MEGABYTE
"""Bytes of files after which a child makes room for a fresh one, whose memory is its own."""
_GLANCE = 0.05
_LAST_WORDS = 4_096
"""Bytes of a lost child's stderr that are looked at."""


class _Child:
    """One reader process and what it has read so far."""

    def __init__(self) -> None:
        # A file, for nobody reads while the child works: a full pipe would stop both for ever.
        self.stderr = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "omnicli.ingest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.stderr,
            env={**os.environ, **_FRUGAL},
        )
        self.read = 0

    def ask(self, request: dict[str, object], limits: Limits) -> None:
        """Have one file read. Raises OmniError when the child does not live to the end of it."""
        with suppress(BrokenPipeError):
            stdin = _pipe(self.process.stdin)
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
        answer = _pipe(self.process.stdout)
        watched = answer.readline().startswith(b"watch")
        done, why = self._watch(answer, limits) if watched else (answer.readline(), None)
        if done:
            return
        if why:
            self.process.kill()
        self.process.communicate()
        code, last = self.process.returncode, self._last_words()
        why = why or _GAVE_UP.get(code)
        if why:
            raise OmniError("E_FILE_TOO_BIG", detail=why)
        raise OmniError("E_FILE_UNREADABLE", detail=f"{code}: {last[:300]}")

    def _last_words(self) -> str:
        """The last line on stderr of a child that is gone."""
        with self.stderr as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST_WORDS))
            lines = file.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "?"

    def _watch(self, answer: IO[bytes], limits: Limits) -> tuple[bytes, tuple[str, str] | None]:
        """The answer of a child that no kernel limits, or why it has to end."""
        answers: list[bytes] = []
        waiter = Thread(target=lambda: answers.append(answer.readline()), daemon=True)
        waiter.start()
        memory, deadline = _memory_of(self.process.pid), time.monotonic() + limits.cpu_seconds
        while waiter.is_alive():
            waiter.join(_GLANCE)
            if time.monotonic() > deadline:
                return b"", _TIME
            if memory() > limits.memory_bytes:
                return b"", _MEMORY
        return answers[0], None

    def end(self) -> None:
        """Let it go."""
        with suppress(BrokenPipeError):
            _pipe(self.process.stdin).close()
        self.process.stdin = None
        self.process.communicate()
        self.stderr.close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _memory_of(pid: int) -> Callable[[], int]:
    """How much memory a process holds; nothing where psutil is not installed."""
    try:
        import psutil
    except ImportError:
        return lambda: 0

    def held() -> int:
        try:
            return int(psutil.Process(pid).memory_info().rss)
        except psutil.Error:
            return 0

    return held


class _Crew:
    """The child of a batch, started when the first file needs one."""

    def __init__(self) -> None:
        self.child: _Child | None = None

    def run(self, request: dict[str, object], size: int, limits: Limits) -> None:
        if self.child is None:
            self.child = _Child()
        child, self.child = self.child, None
        child.ask(request, limits)
        child.read += size
        if child.read > _RETIRES_AFTER:
            child.end()
        else:
            self.child = child

    def end(self) -> None:
        if self.child is not None:
            self.child.end()
        self.child = None


_CREW: ContextVar[_Crew | None] = ContextVar("reader processes of this batch", default=None)


@contextmanager
def shared_reader() -> Iterator[None]:
    """Read all files inside the block with one child process, as long as none of them ends it.

    Starting a child costs half a second of CPU; a batch of small files should pay that once.
    """
    crew = _Crew()
    token = _CREW.set(crew)
    try:
        yield
    finally:
        _CREW.reset(token)
        crew.end()


def _run(kind: str, data: bytes, out: str, limits: Limits, passwords: Sequence[str]) -> None:
    (Path(out) / "input").write_bytes(data)
    bounds = limits.of(kind, len(data))
    request: dict[str, object] = {
        "kind": kind,
        "folder": out,
        "limits": asdict(bounds),
        "passwords": list(passwords),
    }
    shared = _CREW.get()
    crew = shared or _Crew()
    try:
        crew.run(request, len(data), bounds)
    finally:
        if shared is None:
            crew.end()


def _collect(out: Path) -> Readout:
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    if "error" in result:
        raise OmniError(result["error"], **result["fields"])
    sheets = []
    for i, sheet in enumerate(result["sheets"]):
        frame, special = pl.read_ipc(out / f"{i}.arrow"), out / f"{i}.special.arrow"
        cells = pl.read_ipc(special) if special.exists() else None
        sheets.append(RawSheet(sheet["name"], frame, sheet["first_column"], cells))
    notices = tuple(Notice(code, value) for code, value in result["notices"])
    return Readout(
        sheets=tuple(sheets),
        notices=notices,
        hidden=tuple(result["hidden"]),
        hidden_tops=tuple((name, rows) for name, rows in result["hidden_tops"]),
        words=tuple(Word(*word) for word in result["words"]),
    )


def _read_here(kind: str, data: bytes, known: frozenset[str], limits: Limits) -> Readout:
    """Read in this process; a panic of the parser becomes E_FILE_UNREADABLE as in the child."""
    try:
        return read(kind, data, known, limits)
    except (OmniError, Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        detail = f"{type(error).__name__}: {error}"[:500]
        raise OmniError("E_FILE_UNREADABLE", detail=detail) from error


def read_sheets(
    kind: str,
    data: bytes,
    known: frozenset[str],
    limits: Limits,
    passwords: Sequence[str] = (),
    *,
    harmless: bool = False,
) -> Readout:
    """All visible sheets of `data` as text, or the words of its pages.

    Formats whose parser may abort the process are read in a child with memory and CPU limits;
    what ends the child becomes E_FILE_TOO_BIG or E_FILE_UNREADABLE here. A file proved `harmless`
    (small and well-formed) is read here, which saves the child. The Arrow files stay mapped after
    their folder is gone.
    """
    if not reader_for(kind).ISOLATED:
        return read(kind, data, known, limits, passwords)
    if harmless:
        return _read_here(kind, data, known, limits)
    with tempfile.TemporaryDirectory(prefix="omni-read-", ignore_cleanup_errors=True) as folder:
        _run(kind, data, folder, limits, passwords)
        return _collect(Path(folder))
