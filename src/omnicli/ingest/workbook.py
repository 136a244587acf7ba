"""The outside of an xlsx: zip entries within limits, sheets and the parts they live in."""

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
_TEXT_NODE = 16 * MEGABYTE
"""No cell is this long; a piece of XML without a tag in it is not a sheet."""
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened xlsx whose sizes are within limits."""

    data: bytes
    entries: dict[str, zipfile.ZipInfo]
    limits: Limits

    def pieces(self, name: str) -> Iterator[bytes]:
        """The text of one part in pieces that end where a tag ends.

        Counts what really comes out, since declared sizes can lie. Raises E_FILE_TOO_BIG beyond
        the limits, E_FILE_CORRUPT for a broken stream or a DTD.
        """
        carry, first, total = b"", True, 0
        for piece in self._inflate(self.entries[name]):
            total += len(piece)
            if total > self.limits.unzipped_bytes:
                raise OmniError("E_FILE_TOO_BIG", detail=f"{name}: {total // MEGABYTE} MB")
            if first and _DOCTYPE.search(piece):
                raise OmniError("E_FILE_CORRUPT", detail=f"{name}: DTD")
            first = False
            whole = carry + piece if carry else piece
            cut = whole.rfind(b"<")
            carry = whole[max(cut, 0) :]
            if len(carry) > _TEXT_NODE:
                raise OmniError("E_FILE_CORRUPT", detail=f"{name}: {len(carry)} byte")
            yield whole[: max(cut, 0)]
        yield carry

    def _inflate(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        start = entry.header_offset
        header = self.data[start : start + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise OmniError("E_FILE_CORRUPT", detail=entry.filename)
        start += 30 + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        packed = memoryview(self.data)[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            yield bytes(packed)
            return
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for offset in range(0, len(packed), _PIECE):
                rest: bytes | memoryview = packed[offset : offset + _PIECE]
                while rest:
                    yield stream.decompress(rest, 4 * MEGABYTE)
                    rest = stream.unconsumed_tail
        except zlib.error as error:
            raise OmniError("E_FILE_CORRUPT", detail=f"{entry.filename}: {error}") from error

    def text(self, name: str) -> bytes:
        """One small part whole."""
        if name not in self.entries:
            raise OmniError("E_FILE_CORRUPT", detail=(f"{name} tidak ada", f"{name} is missing"))
        return b"".join(self.pieces(name))

    def sheets(self) -> dict[str, str]:
        """Part by sheet name, in the workbook's order. Raises E_FILE_CORRUPT for a missing part."""
        targets = {
            e.get("Id", ""): e.get("Target", "")
            for e in _parsed(self.text("xl/_rels/workbook.xml.rels"))
        }
        found: dict[str, str] = {}
        for element in _parsed(self.text("xl/workbook.xml")).iter():
            if not element.tag.endswith("}sheet") and element.tag != "sheet":
                continue
            link = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            part = _part_path(targets.get(link, ""))
            name = element.get("name", "")
            if part not in self.entries:
                raise OmniError(
                    "E_FILE_CORRUPT", sheet=name, detail=f"sheet {name} tidak ada isinya"
                )
            found[name] = part
        return found


def _part_path(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join("xl", target))


def _parsed(text: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - a DTD was refused before
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise OmniError("E_FILE_CORRUPT", detail=f"XML: {error}") from error


def open_workbook(data: bytes, limits: Limits) -> Workbook:
    """Check entry count, sizes and ratio as declared. Raises OmniError beyond the limits."""
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
    return Workbook(data, {e.filename: e for e in entries}, limits)
