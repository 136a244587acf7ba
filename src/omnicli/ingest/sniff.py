"""What a file really is, by its bytes; its name is only a rumour."""

import re
import struct
from typing import Literal

from omnicli.domain.errors import OmniError

Format = Literal["xlsx", "xls", "csv", "html", "spreadsheetml", "pdf"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = (
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"SQLite format 3\x00", "SQLite"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|table|meta|head|body|style|div)", re.IGNORECASE)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d-])')
"""Not a line above a table such as `[Rentang Tanggal]: 2026-07-01`."""
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")


_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 22
_NO_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""


def _zip_kind(data: bytes) -> Format:
    end = data.rfind(_ZIP_END, max(len(data) - 66_000, 0))
    if end < 0 or end + _ZIP_END_BYTES > len(data):
        raise OmniError("E_FILE_TRUNCATED")
    tail = data[-(1 << 20) :]
    if b"xl/workbook.xml" in tail or b"xl/worksheets/" in tail:
        return "xlsx"
    if b"xl/workbook.bin" in tail:
        raise OmniError("E_FILE_FORMAT", what="xlsb")
    if b"content.xml" in tail and b"mimetype" in data[:100]:
        raise OmniError("E_FILE_FORMAT", what="ods")
    raise OmniError("E_FILE_NOT_XLSX")


_CONTENT = re.compile(rb"[^\x00\r\n\t \xef\xbb\xbf\xff\xfe]")
_PDF = re.compile(rb"\s*%PDF")


def _is_cut(data: bytes) -> bool:
    """Whether a compound file ends before the sectors that its own table says are in use."""
    if len(data) < 512:
        return True
    size = 4096 if struct.unpack_from("<H", data, 30)[0] == 12 else 512
    for place in struct.unpack_from("<109I", data, 76)[: struct.unpack_from("<I", data, 44)[0]]:
        table = (place + 1) * size
        if place >= _NO_SECTOR:
            break
        if table + size > len(data):
            return True
        ends = struct.unpack_from(f"<{size // 4}I", data, table)
        # The last sector in use may be short: some programs do not fill it up.
        used = [n for n in ends if n < _NO_SECTOR]
        if used and (max(used) + 1) * size >= len(data):
            return True
    return False


def _ole_kind(data: bytes) -> Format:
    if _is_cut(data):
        raise OmniError("E_FILE_TRUNCATED")
    if _ENCRYPTED in data:
        raise OmniError("E_FILE_ENCRYPTED")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    raise OmniError("E_FILE_FORMAT", what="OLE (doc, msg)")


def _text_kind(data: bytes) -> Format:
    head = data[:4096]
    for bom in _BOMS:
        head = head.removeprefix(bom)
    head = head.replace(b"\x00", b"")
    if _MARKUP.match(head):
        return "html"
    if head.lstrip().startswith(b"<?xml"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            return "spreadsheetml"
        if b"<html" in head.lower() or b"<table" in head.lower():
            return "html"
        raise OmniError("E_FILE_FORMAT", what="XML")
    if _JSON.match(head):
        raise OmniError("E_FILE_FORMAT", what="JSON")
    if len(_CONTROL.findall(head)) * 20 > len(head):
        raise OmniError("E_FILE_FORMAT", what=("data biner", "binary data"))
    return "csv"


def sniff(data: bytes) -> Format:
    """The format of `data`, decided by content alone.

    Raises OmniError that names what the file is when omni cannot read such a thing.
    """
    if not _CONTENT.search(data):
        raise OmniError("E_FILE_EMPTY")
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if _PDF.match(data):
        return "pdf"
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise OmniError("E_FILE_FORMAT", what=what)
    return _text_kind(data)
