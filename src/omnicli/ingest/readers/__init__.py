"""One file per format; the reader of format `xlsx` is `readers/xlsx.py`.

A reader module has `ISOLATED` (whether it runs in the limited child process) and
`read(data, known, limits) -> Readout`; one that has `LOCKABLE` also takes passwords.
"""

import importlib
import importlib.util
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from typing import cast

from omnicli.domain.errors import OmniError
from omnicli.ingest.headers import LOOK_AT
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import Notice
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.words import Word

_TOP = LOOK_AT + 1
Top = tuple[str, list[list[str | None]]]
"""The name of a sheet, and its first rows."""


@dataclass(frozen=True, slots=True)
class Readout:
    """Everything a reader found: visible sheets and what a person should know."""

    sheets: tuple[RawSheet, ...]
    notices: tuple[Notice, ...] = ()
    hidden: tuple[str, ...] = ()
    hidden_tops: tuple[Top, ...] = ()
    """The first rows of the hidden sheets, by their names: enough to know what they are."""
    producer: str = ""
    """The program that wrote the file, where the file says so."""
    made_at: str = ""
    """When it was made, where the file says so (`ingest/stamp.py`)."""
    words: tuple[Word, ...] = ()
    """What a format without tables has instead of sheets, until a layout sees the table in it."""


def top_of(sheet: RawSheet) -> Top:
    """The first rows of a sheet: those among which a header is looked for, and one below."""
    return sheet.name or "", [list(row) for row in sheet.frame.head(_TOP).rows()]


class Reader(Protocol):
    """The shape of a reader module. `known` holds folded header names of every source."""

    ISOLATED: bool
    read: Callable[..., Readout]


def read(
    kind: str,
    data: bytes,
    known: frozenset[str],
    limits: Limits,
    passwords: Sequence[str] = (),
) -> Readout:
    """Read `data` with the reader of `kind`, in this process."""
    reader = reader_for(kind)
    if getattr(reader, "LOCKABLE", False):
        return reader.read(data, known, limits, passwords)
    return reader.read(data, known, limits)


def reader_for(kind: str) -> Reader:
    """The reader module of `kind`. Raises E_FILE_FORMAT when omni has none."""
    name = f"{__name__}.{kind}"
    if importlib.util.find_spec(name) is None:
        raise OmniError("E_FILE_FORMAT", what=kind)
    return cast("Reader", importlib.import_module(name))
