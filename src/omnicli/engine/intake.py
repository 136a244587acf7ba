"""Where the files of a batch come from: paths, folders, standard input, and zips of exports.

The members of a zip are files of the batch like any other. Their names are only shown and never
become paths; their bytes go from the archive to memory.
"""

import io
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from functools import partial
from pathlib import Path

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits

STDIN = "-"
_MOST_FILES = 1000
_TOTAL = 1024 * MEGABYTE
"""Unpacked bytes of one archive; a batch holds the originals in memory until it is loaded."""
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp")
_EPOCHS = 366 * 24 * 3600 * 11
"""Seconds since 1970; archives without times name 1970 or 1980."""
_WORKBOOKS = ("[content_types].xml", "xl/workbook.xml", "mimetype", "content.xml")
"""Entries that make a zip a document of its own."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file of a batch; `load` gives its bytes when its turn comes, or raises OmniError."""

    name: str
    load: Callable[[], bytes]
    found: bool = False
    """Whether it came with a folder or an archive rather than by its own name."""
    regular: bool = True
    """Whether it is a file: a pipe or a socket lies in a folder beside files."""
    modified_at: str = ""
    """When it was last written, by the folder or the archive; empty where nothing says so."""

    @property
    def unfinished(self) -> bool:
        """Whether a browser or an editor has not finished it, by its name."""
        return self.name.lower().endswith(_UNFINISHED)


def expand(paths: Sequence[Path], limits: Limits = DEFAULT) -> list[Incoming]:
    """Files as given, folders as the files in them, zips of exports as their members.

    Sorted inside a folder, hidden files left out. Raises E_EMPTY_FOLDER.
    """
    return [one for path in paths for one in _expanded(path, limits)]


def _expanded(path: Path, limits: Limits) -> Iterator[Incoming]:
    if str(path) == STDIN:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        yield from _file(STDIN, lambda: data, io.BytesIO(data), limits)
    elif path.is_dir():
        inside = sorted(p for p in _inside(path) if _shown(p, path))
        if not inside:
            raise OmniError("E_EMPTY_FOLDER", file=str(path))
        for one in inside:
            for file in _file(one.name, partial(_read, one), one, limits):
                yield replace(file, found=True, regular=one.is_file())
    else:
        yield from _file(path.name, partial(_read, path), path, limits)


def _inside(folder: Path) -> Iterator[Path]:
    """Everything below a folder but folders; what is no file (a pipe) is refused when it is read.

    Raises E_FILE_DENIED for a folder that may not be entered.
    """

    def refuse(error: OSError) -> None:
        raise _closed(error, str(error.filename)) from error

    for root, _, names in os.walk(folder, onerror=refuse):
        # A link that leads nowhere is nothing; `Path.exists` raises where none may look.
        yield from (Path(root, name) for name in names if os.path.exists(os.path.join(root, name)))  # noqa: PTH110, PTH118


def _shown(path: Path, folder: Path) -> bool:
    return not any(_is_hidden(part) for part in path.relative_to(folder).parts)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))


def _read(path: Path) -> bytes:
    """The bytes of a regular file within limits, decided before a byte of it is read."""
    try:
        kind = path.stat()
        if not stat.S_ISREG(kind.st_mode):
            detail = ("bukan berkas biasa", "not a regular file")
            raise OmniError("E_FILE_UNREADABLE", file=path.name, detail=detail)
        if kind.st_size > DEFAULT.file_bytes:
            size = f"{kind.st_size // MEGABYTE} MB > {DEFAULT.file_bytes // MEGABYTE} MB"
            raise OmniError("E_FILE_TOO_BIG", file=path.name, detail=size)
        return path.read_bytes()
    except FileNotFoundError:
        reason = ("tidak ditemukan", "no such file")
        raise OmniError("E_FILE_NOT_FOUND", file=str(path), detail=reason) from None
    except OSError as error:
        raise _closed(error, path.name) from error


def _closed(error: OSError, name: str) -> OmniError:
    """Why the system does not hand out a file: its rights, or something else."""
    if isinstance(error, PermissionError):
        return OmniError("E_FILE_DENIED", file=name)
    return OmniError("E_FILE_UNREADABLE", file=name, detail=error.strerror or str(error))


def _file(
    name: str, load: Callable[[], bytes], content: Path | io.BytesIO, limits: Limits
) -> Iterator[Incoming]:
    """The file itself, or what is in it when it is a zip of exports."""
    if name.lower().endswith(_UNFINISHED) and isinstance(content, Path):
        yield Incoming(name, partial(_fail, ("E_FILE_TRUNCATED", ""), name))
        return
    members = _members(content)
    if members is None:
        yield Incoming(name, load, modified_at=_modified(content))
        return
    fault = _fault(members, limits)
    if fault is not None:
        yield Incoming(name, partial(_fail, fault, name))
        return
    for member in members:
        shown = "/".join([name, *_parts(member.filename)])
        unpack = partial(_unpack, content, member, shown)
        yield Incoming(shown, unpack, found=True, modified_at=_packed(member))


def _modified(content: Path | io.BytesIO) -> str:
    """When a file was last written."""
    try:
        return _moment(content.stat().st_mtime) if isinstance(content, Path) else ""
    except OSError:
        return ""  # Reading it says what is wrong.


def _packed(member: zipfile.ZipInfo) -> str:
    """When the archive says its member was last written, by the clock of this computer."""
    try:
        return _moment(datetime(*member.date_time).timestamp())  # noqa: DTZ001 - archives know no zone
    except (ValueError, OverflowError, OSError):
        return ""


def _moment(seconds: float) -> str:
    """An instant; empty for what tools write that keep no time."""
    return instant(datetime.fromtimestamp(seconds, UTC)) if seconds > _EPOCHS else ""


def _members(content: Path | io.BytesIO) -> list[zipfile.ZipInfo] | None:
    """The files of a zip of exports, sorted by name; None for anything else.

    A zip that cannot be opened is left to the reader, which says what is wrong with it.
    """
    try:
        if isinstance(content, Path) and not content.is_file():
            return None
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(entry.filename.lower() in _WORKBOOKS for entry in entries):
        return None
    files = [e for e in entries if not e.is_dir() and not any(map(_is_hidden, _parts(e.filename)))]
    return sorted(files, key=lambda entry: entry.filename)


def _parts(name: str) -> list[str]:
    """A member's name in harmless pieces."""
    plain = "".join(c for c in name.replace("\\", "/") if c.isprintable())
    return [part for part in plain.split("/") if part not in ("", ".", "..")]


def _fault(members: Sequence[zipfile.ZipInfo], limits: Limits) -> tuple[str, object] | None:
    """Why an archive is refused as a whole: error code and detail.

    Sizes are as declared, which unpacking never exceeds.
    """
    size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if not members:
        return "E_EMPTY_FOLDER", ""
    if len(members) > _MOST_FILES:
        return "E_FILE_TOO_BIG", (f"{len(members)} berkas", f"{len(members)} files")
    if size > _TOTAL:
        return "E_FILE_TOO_BIG", f"{size // MEGABYTE} MB"
    if size > limits.ratio_from and size > limits.ratio * packed:
        return "E_FILE_TOO_BIG", f"zip 1:{size // max(packed, 1)}"
    return None


def _fail(fault: tuple[str, object], name: str) -> bytes:
    raise OmniError(fault[0], file=name, detail=fault[1])


def _unpack(content: Path | io.BytesIO, member: zipfile.ZipInfo, shown: str) -> bytes:
    """The bytes of one member, checked against its sum."""
    if member.flag_bits & 1:
        raise OmniError("E_FILE_ENCRYPTED", file=shown)
    try:
        with zipfile.ZipFile(content) as archive:
            return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise OmniError("E_FILE_CORRUPT", file=shown, detail=str(error)) from error
    except (NotImplementedError, RuntimeError) as error:
        raise OmniError("E_FILE_FORMAT", file=shown, what=f"zip: {error}") from error
