"""A BIFF8 workbook written record by record: compound file, globals, one substream per sheet."""

import struct
from collections.abc import Mapping
from collections.abc import Sequence

BiffCell = str | int | float | None
ERROR = 0x2A
"""The code of #N/A."""


class Failed:
    """A cell that holds #N/A."""


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))


def _label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return _record(0x204, head + text.encode("utf-16-le"))


def _cell(row: int, column: int, cell: BiffCell | Failed) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _label(row, column, cell)
    if isinstance(cell, Failed):
        return _record(0x205, place + bytes([ERROR, 1]))
    if isinstance(cell, int):
        return _record(0x27E, place + struct.pack("<I", (cell << 2 | 2) & 0xFFFFFFFF))
    if isinstance(cell, float):
        return _record(0x203, place + struct.pack("<d", cell))
    return b""


def _sheet(rows: Sequence[Sequence[BiffCell | Failed]]) -> bytes:
    width = max((len(r) for r in rows), default=0)
    out = _bof(0x10) + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            out += _cell(r, c, cell)
    return out + _record(0x0A)


def stream(sheets: Mapping[str, Sequence[Sequence[BiffCell | Failed]]], hidden: str = "") -> bytes:
    """The workbook stream."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    xf = _record(0xE0, bytes(20))
    head = _bof(0x05) + _record(0x42, struct.pack("<H", 1200)) + xf
    names = [n.encode("utf-16-le") for n in sheets]
    size = len(head) + sum(4 + 8 + len(n) for n in names) + 4
    out, at = head, size
    for (title, _), name, body in zip(sheets.items(), names, bodies, strict=True):
        flags = struct.pack("<IBBBB", at, title == hidden, 0, len(name) // 2, 1)
        out += _record(0x85, flags + name)
        at += len(body)
    return out + _record(0x0A) + b"".join(bodies)


def container(book: bytes) -> bytes:
    """A compound file with one stream, `Workbook`."""
    book = book.ljust(4096, b"\0")
    count = -(-len(book) // 512)
    tables = -(-(count + 1 + 8) // 127)
    first = tables + 1
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    chain += [first + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack(
        "<HHHHHHIIIIIIIIII",
        0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    difat = list(range(tables)) + [0xFFFFFFFF] * (109 - tables)
    header += struct.pack("<109I", *difat)
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    entries += _entry("Workbook", 2, first, len(book)) + bytes(256)
    fat = struct.pack(f"<{len(chain)}I", *chain)
    return header + fat + entries.ljust(512, b"\0") + book.ljust(count * 512, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<II4x", start, size)
    )


def xls(sheets: Mapping[str, Sequence[Sequence[BiffCell | Failed]]], hidden: str = "") -> bytes:
    """The bytes of a workbook with these sheets."""
    return container(stream(sheets, hidden))
