"""The dataroom: every imported original under its sha256, and the journal of decisions.

Originals are the source of truth. Converted frames beside them are a cache: losing one costs a
second reading, never a row.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from omnicli.domain.errors import OmniError

if TYPE_CHECKING:
    import polars as pl

COMPRESSED_MAGIC = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF")
"""Formats that are compressed already and are kept as they came."""

FRAMES = ("records", "children", "origins", "drafts")


@dataclass(frozen=True)
class Dataroom:
    """The folder `dataroom/` of a workspace."""

    root: Path

    def keep(self, sha256: str, data: bytes) -> None:
        """Store an original; nothing happens when it is there already."""
        plain = self._original(sha256)
        packed = plain.with_suffix(".gz")
        if plain.exists() or packed.exists():
            return
        if data.startswith(COMPRESSED_MAGIC):
            write_atomically(plain, data)
        else:
            write_atomically(packed, gzip.compress(data, compresslevel=6, mtime=0))

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
        except (OSError, EOFError, ValueError) as error:
            raise OmniError("E_DATAROOM_DAMAGED", file=file_name, sha256=sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise OmniError("E_DATAROOM_DAMAGED", file=file_name, sha256=sha256)
        return data

    def keep_frames(self, name: str, part: int, frames: "dict[str, pl.DataFrame | None]") -> None:
        """Cache one part's converted frames under `name` (see `frames_name`)."""
        folder = self.root / "frames" / name
        folder.mkdir(parents=True, exist_ok=True)
        for kind in FRAMES:
            frame = frames.get(kind)
            if frame is None:
                continue
            target = folder / f"{part}.{kind}.arrow"
            partial = target.with_name(f".{target.name}.{os.getpid()}")
            frame.write_ipc(partial, compression="lz4")
            partial.replace(target)

    def frames(self, name: str, part: int) -> "dict[str, pl.DataFrame] | None":
        """The cached frames of one part, or None when they are not (all) readable."""
        import polars as pl

        folder = self.root / "frames" / name
        found = {}
        for kind in FRAMES:
            path = folder / f"{part}.{kind}.arrow"
            if not path.exists():
                continue
            try:
                found[kind] = pl.read_ipc(path)
            except (OSError, pl.exceptions.PolarsError):
                return None
        return found if "records" in found and "origins" in found else None

    def _original(self, sha256: str) -> Path:
        return self.root / "files" / sha256[:2] / sha256

    @property
    def journal_path(self) -> Path:
        """The append-only mirror of the decisions table."""
        return self.root / "journal.jsonl"

    def journal(self) -> Iterator[dict[str, Any]]:
        """Every decision written so far, oldest first; a torn last line is ignored."""
        if not self.journal_path.exists():
            return
        with self.journal_path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield json.loads(line)

    def append(self, entries: list[dict[str, Any]]) -> None:
        """Append decisions to the journal and flush them to the disk."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self.journal_path.open("a+b") as journal:
            journal.seek(0, os.SEEK_END)
            if journal.tell() and not _ends_with_newline(self.journal_path):
                journal.truncate(_last_newline(self.journal_path))
            for entry in entries:
                text = json.dumps(entry, sort_keys=True, ensure_ascii=False)
                journal.write(text.encode() + b"\n")
            journal.flush()
            os.fsync(journal.fileno())


def frames_name(sha256: str, source: str, version: int, variant: str) -> str:
    """Where the frames of a file read by one version of a source are cached.

    `variant` stands for what else decides the reading: the period given, accepted aliases, zone.
    """
    tag = hashlib.sha256(variant.encode()).hexdigest()[:8]
    return f"{sha256[:2]}/{sha256}/{source}@{version}-{tag}"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file that is either whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partial.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _last_newline(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1
