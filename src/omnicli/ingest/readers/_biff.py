"""Which cells of a BIFF workbook are numbers or errors, straight from its records."""

import struct

from omnicli.domain.errors import OmniError

Special = tuple[int, int, str, str | None]

_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_MINI = 4096
_BOUNDSHEET, _FILEPASS, _EOF = 0x85, 0x2F, 0x0A
_FORMULA, _NUMBER, _BOOLERR, _RK, _MULRK = 0x06, 0x203, 0x205, 0x27E, 0xBD
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?"} | {
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class _Container:
    """The compound file around the workbook: sectors chained through a table."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 4096 if struct.unpack_from("<H", data, 30)[0] == 12 else 512
        (first_difat,) = struct.unpack_from("<I", data, 68)
        sectors = [s for s in struct.unpack_from("<109I", data, 76) if s < _FREE]
        seen = 0
        while first_difat < _FREE and seen * self.size < len(data):
            more = struct.unpack(f"<{self.size // 4}I", self._sector(first_difat))
            sectors += [s for s in more[:-1] if s < _FREE]
            first_difat, seen = more[-1], seen + 1
        table = b"".join(self._sector(s) for s in sectors)
        self.next = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size].ljust(self.size, b"\0")

    def chain(self, start: int) -> bytes:
        """The sectors from `start` on; a loop ends after as many sectors as the file has."""
        parts: list[bytes] = []
        while start < len(self.next) and len(parts) * self.size < len(self.data):
            parts.append(self._sector(start))
            start = self.next[start]
        return b"".join(parts)

    def stream(self, *names: str) -> bytes:
        """A stream by name; empty when there is none."""
        entries = self.chain(struct.unpack_from("<I", self.data, 48)[0])
        root = b""
        for at in range(0, len(entries) - 127, 128):
            length = struct.unpack_from("<H", entries, at + 64)[0]
            name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entries, at + 116)
            if entries[at + 66] == 5:
                root = self.chain(start)
            if name in names:
                return self.chain(start)[:size] if size >= _MINI else self._mini(root, start, size)
        return b""

    def _mini(self, root: bytes, start: int, size: int) -> bytes:
        table = self.chain(struct.unpack_from("<I", self.data, 60)[0])
        parts: list[bytes] = []
        while (start + 1) * 4 <= len(table) and len(parts) * 64 < size:
            parts.append(root[start * 64 : start * 64 + 64])
            start = struct.unpack_from("<I", table, start * 4)[0]
        return b"".join(parts)[:size]


def _rk(raw: int) -> float:
    """A number packed into 30 bits and two flags."""
    if raw & 2:
        value = float(struct.unpack("<i", struct.pack("<I", raw))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return value / 100 if raw & 1 else value


def _shown(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else repr(value)


def _text(value: float) -> str:
    """The number as digits; what is no number at all keeps Python's word for it."""
    try:
        return _shown(value)
    except (OverflowError, ValueError):
        return repr(value)


def _formula(record: bytes, row: int, column: int) -> list[Special]:
    if record[12:14] != b"\xff\xff":
        return [(row, column, "n", _text(struct.unpack_from("<d", record, 6)[0]))]
    if record[6] == 2:
        return [(row, column, "e", _ERRORS.get(record[8], "#?"))]
    return []


def _cells(kind: int, record: bytes) -> list[Special]:
    """The number and error cells of one record, rows and columns counted from 1."""
    row, column = (n + 1 for n in struct.unpack_from("<HH", record))
    if kind == _NUMBER:
        return [(row, column, "n", _text(struct.unpack_from("<d", record, 6)[0]))]
    if kind == _RK:
        return [(row, column, "n", _text(_rk(struct.unpack_from("<I", record, 6)[0])))]
    if kind == _MULRK:
        count = (len(record) - 6) // 6
        packed = (struct.unpack_from("<I", record, 6 + 6 * i)[0] for i in range(count))
        return [(row, column + i, "n", _text(_rk(raw))) for i, raw in enumerate(packed)]
    if kind == _FORMULA:
        return _formula(record, row, column)
    return [(row, column, "e", _ERRORS.get(record[6], "#?"))] if record[7] else []


def _sheet_cells(book: bytes, at: int) -> list[Special]:
    """The number and error cells of the sheet whose records begin at `at`."""
    found: list[Special] = []
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind in (0x809, 0x409, 0x209):
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and kind in (_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR):
            found += _cells(kind, book[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def _name(record: bytes) -> str:
    """A sheet's name: one byte per letter, two where a flag says so (from BIFF8 on)."""
    length, flags = record[6], record[7]
    if flags > 1:
        return record[7 : 7 + length].decode("cp1252", "replace")
    if flags:
        return record[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return record[8 : 8 + length].decode("latin-1")


def cells_by_sheet(data: bytes) -> dict[str, list[Special]]:
    """(row, column, `n` or `e`, value) of every number and error cell, by sheet name.

    Empty for a container this look cannot follow. Raises E_FILE_ENCRYPTED.
    """
    found: dict[str, list[Special]] = {}
    try:
        book, at = _Container(data).stream("Workbook", "Book"), 0
        while at + 4 <= len(book):
            kind, length = struct.unpack_from("<HH", book, at)
            record = book[at + 4 : at + 4 + length]
            if kind == _FILEPASS:
                raise OmniError("E_FILE_ENCRYPTED")
            if kind == _BOUNDSHEET and record[5] == 0:
                found[_name(record)] = _sheet_cells(book, struct.unpack_from("<I", record)[0])
            if kind == _EOF:
                break
            at += 4 + length
    except (struct.error, IndexError):
        return {}
    return found
