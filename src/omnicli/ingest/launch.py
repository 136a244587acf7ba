"""Runs a reader in the limited child process and takes its sheets back."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import Notice
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import read
from omnicli.ingest.readers import reader_for
from omnicli.ingest.words import Word

_GAVE_UP = {
    -6: ("memori habis", "out of memory"),
    -9: ("memori habis", "out of memory"),
    9: ("memori habis", "out of memory"),
    -11: ("memori habis", "out of memory"),
    -24: ("waktu habis", "out of time"),
}
"""Exit status of a child that a limit or the allocator ended, and what that means."""


_FRUGAL = {
    "POLARS_MAX_THREADS": "1",
    "_RJEM_MALLOC_CONF": "",
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "4294967296",
    "MALLOC_TOP_PAD_": "67108864",
}
"""The child lives for one file: it need not give memory back to the system and ask again."""


def _feed() -> IO[bytes]:
    """A file without a name for the child's standard input, in memory where the system can.

    A pipe would carry twenty megabytes in five thousand gulps, each waking both processes.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("omni-feed"), "w+b")
    return tempfile.TemporaryFile()


def _fed(
    command: list[str], header: bytes, data: bytes, environment: dict[str, str], *, secret: bool
) -> subprocess.CompletedProcess[bytes]:
    """The child at its end; what is `secret` goes through a pipe, for a feed may be on the disk."""
    if secret:
        return subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=header + data, capture_output=True, env=environment, check=False
        )
    with _feed() as feed:
        feed.write(header)
        feed.write(data)
        feed.seek(0)
        return subprocess.run(  # noqa: S603 - our own interpreter and module
            command, stdin=feed, capture_output=True, env=environment, check=False
        )


def _run(kind: str, data: bytes, out: str, limits: Limits, passwords: Sequence[str]) -> None:
    command = [sys.executable, "-I", "-m", "omnicli.ingest.child", kind, out]
    environment = {**os.environ, **_FRUGAL}
    asked = {"limits": asdict(limits.of(kind)), "passwords": list(passwords)}
    header = json.dumps(asked).encode() + b"\n"
    done = _fed(command, header, data, environment, secret=bool(passwords))
    if done.returncode in _GAVE_UP:
        raise OmniError("E_FILE_TOO_BIG", detail=_GAVE_UP[done.returncode])
    if done.returncode != 0:
        detail = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["?"]
        raise OmniError("E_FILE_UNREADABLE", detail=f"{done.returncode}: {detail[0][:300]}")


def _collect(out: Path) -> Readout:
    import polars as pl

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
        words=tuple(Word(*word) for word in result["words"]),
    )


def read_sheets(
    kind: str,
    data: bytes,
    known: frozenset[str],
    limits: Limits,
    passwords: Sequence[str] = (),
) -> Readout:
    """All visible sheets of `data` as text, or the words of its pages.

    Formats whose parser may abort the process are read in a child with memory and CPU limits;
    what ends the child becomes E_FILE_TOO_BIG or E_FILE_UNREADABLE here. The Arrow files stay
    mapped after their folder is gone.
    """
    if not reader_for(kind).ISOLATED:
        return read(kind, data, known, limits, passwords)
    with tempfile.TemporaryDirectory(prefix="omni-read-") as folder:
        _run(kind, data, folder, limits, passwords)
        return _collect(Path(folder))
