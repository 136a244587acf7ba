"""What a file really is, by its bytes; its name is only a rumour."""

import re
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


def _zip_kind(data: bytes) -> Format:
    if b"PK\x05\x06" not in data[-66_000:]:
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


def _ole_kind(data: bytes) -> Format:
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
