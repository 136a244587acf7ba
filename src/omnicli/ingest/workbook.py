"""The outside of an xlsx: zip entries that prove themselves, within limits, and its sheets.

The parser stops reading an entry where its table ends and so never sees the checksum behind it.
Here every entry it will read is unpacked once to its end: stream, length and CRC must hold, and no
second entry may hide under the same name in another case.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import error as struct_error
from xml.etree import ElementTree

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits

_PIECE = 128 * 1024
_SMALL_PART = 64 * MEGABYTE
"""Relations, styles and the list of sheets are held whole; none comes near this."""
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened xlsx whose sizes are within limits. `entries` are keyed by `entry_key`."""

    data: bytes
    entries: dict[str, zipfile.ZipInfo]
    limits: Limits

    def has(self, name: str) -> bool:
        """Whether there is such a part, in any case, as the parser finds it."""
        return entry_key(name) in self.entries

    def inflate(self, name: str) -> Iterator[bytes]:
        """The bytes of one part, a few megabytes at a time.

        Counts what really comes out, since declared sizes can lie. Raises E_FILE_TOO_BIG beyond the
        limits; E_FILE_CORRUPT for a DTD, a broken or unfinished stream, a wrong length or CRC.
        """
        entry = self.entries[entry_key(name)]
        total = crc = 0
        for piece in self._unpacked(entry):
            if total == 0 and _DOCTYPE.search(piece[:_PIECE]):
                raise _corrupt(entry, "DTD")
            total += len(piece)
            crc = zlib.crc32(piece, crc)
            self._check_size(name, total)
            yield piece
        if total != entry.file_size:
            raise _corrupt(entry, f"{total} ≠ {entry.file_size} byte")
        if crc != entry.CRC:
            raise _corrupt(entry, "CRC")

    def _check_size(self, name: str, total: int) -> None:
        limits = self.limits
        if total > limits.unzipped_bytes:
            raise OmniError("E_FILE_TOO_BIG", detail=f"{name}: {total // MEGABYTE} MB")
        if total > limits.ratio_from and total > limits.ratio * len(self.data):
            detail = f"zip 1:{total // len(self.data)}, {total // MEGABYTE} MB"
            raise OmniError("E_FILE_TOO_BIG", detail=detail)

    def _unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield bytes(packed)
            return
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for offset in range(0, len(packed), _PIECE):
                rest: bytes | memoryview = packed[offset : offset + _PIECE]
                while rest:
                    piece = stream.decompress(rest, 4 * MEGABYTE)
                    rest = stream.unconsumed_tail
                    if piece:
                        yield piece
            while not stream.eof and (piece := stream.decompress(b"", 4 * MEGABYTE)):
                yield piece
        except zlib.error as error:
            raise _corrupt(entry, str(error)) from error
        if not stream.eof or stream.unused_data:
            raise _corrupt(entry, "deflate")

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        start = entry.header_offset
        header = self.data[start : start + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise _corrupt(entry, "header")
        length = int.from_bytes(header[26:28], "little")
        name = self.data[start + 30 : start + 30 + length]
        if int.from_bytes(header[8:10], "little") != entry.compress_type or len(name) != length:
            raise _corrupt(entry, "header")
        start += 30 + length + int.from_bytes(header[28:30], "little")
        packed = memoryview(self.data)[start : start + entry.compress_size]
        if len(packed) != entry.compress_size:
            raise _corrupt(entry, "deflate")
        return packed

    def text(self, name: str) -> bytes:
        """One small part whole. Raises E_FILE_CORRUPT where it is missing or endless."""
        if not self.has(name):
            raise OmniError("E_FILE_CORRUPT", detail=(f"{name} tidak ada", f"{name} is missing"))
        pieces, total = [], 0
        for piece in self.inflate(name):
            pieces.append(piece)
            total += len(piece)
            if total > _SMALL_PART:
                raise OmniError("E_FILE_CORRUPT", detail=f"{name}: {total} byte")
        return b"".join(pieces)

    def sheets(self) -> dict[str, str]:
        """Part by sheet name, in the workbook's order. Raises E_FILE_CORRUPT for a missing part."""
        targets = {
            e.get("Id", ""): e.get("Target", "")
            for e in parsed(self.text("xl/_rels/workbook.xml.rels"))
        }
        found: dict[str, str] = {}
        for element in parsed(self.text("xl/workbook.xml")).iter():
            if not element.tag.endswith("}sheet") and element.tag != "sheet":
                continue
            link = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            part = _part_path(targets.get(link, ""))
            name = element.get("name", "")
            if not self.has(part):
                raise OmniError(
                    "E_FILE_CORRUPT", sheet=name, detail=f"sheet {name} tidak ada isinya"
                )
            found[name] = part
        return found


def entry_key(name: str) -> str:
    """A part's name as the parser compares it: any case, either slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _corrupt(entry: zipfile.ZipInfo, detail: str) -> OmniError:
    return OmniError("E_FILE_CORRUPT", detail=f"{entry.filename}: {detail}")


def _part_path(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join("xl", target))


def parsed(text: bytes) -> ElementTree.Element:
    """A small part as a tree. Raises E_FILE_CORRUPT where it is not well-formed."""
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - a DTD was refused before
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise OmniError("E_FILE_CORRUPT", detail=f"XML: {error}") from error


def open_workbook(data: bytes, limits: Limits) -> Workbook:
    """Check names, entry count, sizes and ratio as declared. Raises OmniError beyond the limits."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct_error, NotImplementedError) as error:
        raise OmniError("E_FILE_CORRUPT", detail=str(error)) from error
    total = sum(e.file_size for e in entries)
    if len(entries) > limits.entries:
        raise OmniError(
            "E_FILE_TOO_BIG", detail=(f"{len(entries)} bagian", f"{len(entries)} parts")
        )
    if total > limits.unzipped_bytes:
        raise OmniError("E_FILE_TOO_BIG", detail=f"{total // MEGABYTE} MB")
    if total > limits.ratio_from and total > limits.ratio * len(data):
        raise OmniError("E_FILE_TOO_BIG", detail=f"zip 1:{total // max(len(data), 1)}")
    if any(e.flag_bits & 1 for e in entries):
        raise OmniError("E_FILE_ENCRYPTED")
    named: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if entry_key(entry.filename) in named:
            detail = (f"{entry.filename} ada dua kali", f"{entry.filename} is there twice")
            raise OmniError("E_FILE_CORRUPT", detail=detail)
        if entry.compress_type not in _METHODS:
            raise _corrupt(entry, f"zip {entry.compress_type}")
        named[entry_key(entry.filename)] = entry
    return Workbook(data, named, limits)
