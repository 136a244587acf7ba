"""The dataroom: every imported original under its sha256, and the journal of decisions.

Originals are the source of truth. Converted frames beside them are a cache: losing one costs a
second reading, never a row.
"""

import errno
import gzip
import hashlib
import io
import json
import os
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import BinaryIO

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.modes import file_mode
from omnicli.warehouse.exclusive import try_lock

COMPRESSED_MAGIC = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF")
"""Formats that are compressed already and are kept as they came."""

FRAMES = ("records", "children", "origins", "drafts")

MANIFEST = "frames.json"
"""Written last: which frames a cached file has, and the checksum of each."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes of an original as the dataroom stores them: compressed, if they were not yet."""

    data: bytes
    gz: bool


def packed(data: bytes) -> Packed:
    """An original made ready to be stored."""
    if data.startswith(COMPRESSED_MAGIC):
        return Packed(data, gz=False)
    return Packed(gzip.compress(data, compresslevel=3, mtime=0), gz=True)


@dataclass(frozen=True)
class Dataroom:
    """The folder `dataroom/` of a workspace."""

    root: Path

    def keep(self, sha256: str, original: Packed) -> bool:
        """Store an original; False (and nothing happens) when it is there already."""
        if self.has(sha256):
            return False
        plain = self._original(sha256)
        write_atomically(plain.with_suffix(".gz") if original.gz else plain, original.data)
        return True

    def drop(self, sha256: str) -> None:
        """Remove an original that its import did not keep after all, and what was read of it."""
        plain = self._original(sha256)
        shutil.rmtree(self.root / "frames" / sha256[:2] / sha256, ignore_errors=True)
        for path in (plain, plain.with_suffix(".gz")):
            path.unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        """Whether the original is here."""
        plain = self._original(sha256)
        return plain.exists() or plain.with_suffix(".gz").exists()

    def original(self, sha256: str, file_name: str) -> bytes:
        """The bytes of an original, checked against their hash.

        Raises E_DATAROOM_MISSING or E_DATAROOM_DAMAGED.
        """
        plain = self._original(sha256)
        packed = plain.with_suffix(".gz")
        try:
            data = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
        except FileNotFoundError:
            raise OmniError("E_DATAROOM_MISSING", file=file_name, sha256=sha256) from None
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise OmniError("E_DATAROOM_DAMAGED", file=file_name, sha256=sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise OmniError("E_DATAROOM_DAMAGED", file=file_name, sha256=sha256)
        return data

    def keep_frames(self, name: str, parts: "dict[int, dict[str, pl.DataFrame | None]]") -> None:
        """Cache a file's converted frames under `name` (see `frames_name`), by number of part."""
        folder = self.root / "frames" / name
        sums = {}
        for number, frames in parts.items():
            for kind in FRAMES:
                frame = frames.get(kind)
                if frame is None:
                    continue
                file = f"{number}.{kind}.arrow"
                with writing_atomically(folder / file, durable=False) as out:
                    summed = _Summed(out)
                    try:
                        frame.write_ipc(summed, compression="lz4")  # type: ignore[call-overload]
                    except OSError as error:
                        raise summed.fault or error from None
                sums[file] = summed.crc32
        write_atomically(folder / MANIFEST, json.dumps(sums).encode(), durable=False)

    def frames(self, name: str) -> "dict[int, dict[str, pl.DataFrame]] | None":
        """The cached frames by number of part, or None unless all are there and undamaged."""
        folder = self.root / "frames" / name
        found: dict[int, dict[str, pl.DataFrame]] = {}
        try:
            for file, checksum in json.loads((folder / MANIFEST).read_bytes()).items():
                data = (folder / file).read_bytes()
                if zlib.crc32(data) != checksum:
                    return None
                number, kind, _ = file.split(".")
                found.setdefault(int(number), {})[kind] = pl.read_ipc(io.BytesIO(data))
        except (OSError, ValueError, AttributeError, pl.exceptions.PolarsError):
            return None
        return found

    def _original(self, sha256: str) -> Path:
        return self.root / "files" / sha256[:2] / sha256

    @property
    def journal_path(self) -> Path:
        """The append-only mirror of the decisions table."""
        return self.root / "journal.jsonl"

    def journal(self) -> Iterator[dict[str, Any]]:
        """Every decision written so far, oldest first; a torn last line is ignored.

        Raises E_JOURNAL_DAMAGED for any other line that is not a decision.
        """
        if not self.journal_path.exists():
            return
        with self.journal_path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):
                    return
                try:
                    entry = json.loads(line)
                    entry["decision_id"] = int(entry["decision_id"])
                except (ValueError, KeyError, TypeError):
                    raise OmniError(
                        "E_JOURNAL_DAMAGED", file=str(self.journal_path), row=number
                    ) from None
                yield entry

    @contextmanager
    def writing_journal(self) -> Iterator[None]:
        """Hold the journal, so that two processes cannot both append what it lacks."""
        with storing(self.journal_path):
            self.root.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            handle = os.open(self.journal_path, flags, file_mode(self.journal_path))
        release = None
        try:
            while (release := try_lock(handle, self.journal_path)) is None:
                time.sleep(0.05)
            yield
        finally:
            if release is not None:
                release()
            os.close(handle)

    def rewrite(self, entries: list[dict[str, Any]]) -> None:
        """Write the whole journal anew, where what decisions say has changed for good."""
        lines = [json.dumps(e, sort_keys=True, ensure_ascii=False).encode() for e in entries]
        write_atomically(self.journal_path, b"".join(line + b"\n" for line in lines))

    def append(self, entries: list[dict[str, Any]]) -> None:
        """Append decisions to the journal and flush them to the disk."""
        lines = [json.dumps(e, sort_keys=True, ensure_ascii=False).encode() for e in entries]
        with storing(self.journal_path), self.journal_path.open("a+b") as journal:
            end = journal.seek(0, os.SEEK_END)
            if end and not _ends_with_newline(self.journal_path):
                end = _last_newline(self.journal_path)
                journal.truncate(end)
            try:
                journal.write(b"".join(line + b"\n" for line in lines))
                journal.flush()
                os.fsync(journal.fileno())
            except OSError:
                os.truncate(self.journal_path, end)
                raise


def frames_name(sha256: str, source: str, digest: str, variant: str) -> str:
    """Where the frames of a file are cached that was read by a source with this digest.

    `variant` stands for what else decides the reading: the period given, accepted aliases, zone.
    """
    tag = hashlib.sha256(variant.encode()).hexdigest()[:8]
    return f"{sha256[:2]}/{sha256}/{source}@{digest[:16]}-{tag}"


class _Summed:
    """Writes on to a file and sums what goes by, so that no whole copy of it is needed."""

    def __init__(self, out: BinaryIO) -> None:
        """Write to `out`."""
        self._out = out
        self.crc32 = 0
        self.fault: OSError | None = None
        """What the disk said; polars passes its text on, but not its number."""

    def write(self, data: bytes) -> int:
        """Pass `data` on."""
        self.crc32 = zlib.crc32(data, self.crc32)
        try:
            return self._out.write(data)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        """Pass it on."""
        self._out.flush()


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file that is either whole or not there; `durable` also survives a power cut.

    Raises E_DISK_FULL or E_IO.
    """
    with writing_atomically(path, durable=durable) as out:
        out.write(data)


@contextmanager
def writing_atomically(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write to that takes its place once the block has ended well.

    Raises E_DISK_FULL or E_IO.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with storing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as out:
                yield out
                out.flush()
                if durable:
                    os.fsync(out.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        if durable:
            _flush_folder(path.parent)


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn a fault of the disk into E_DISK_FULL or E_IO that name `path`."""
    try:
        yield
    except OSError as error:
        code = "E_DISK_FULL" if error.errno in _NO_ROOM else "E_IO"
        detail = error.strerror or str(error)
        raise OmniError(code, file=str(path), detail=detail) from error


def _flush_folder(folder: Path) -> None:
    """A rename is only safe once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _last_newline(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1
