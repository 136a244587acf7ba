"""A cheap look at a workbook's bytes before any parser touches it.

Far cells make the xlsx parser ask for terabytes and abort, so they are refused here. Error cells,
formulas and numbers are only noted: most files carry them where nobody minds, and `cells` looks
closer at the mapped columns of the sheets that have any.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.ingest.cells import filled_cells
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits
from omnicli.ingest.workbook import Workbook
from omnicli.ingest.workbook import open_workbook

_FAR_COLUMN = re.compile(rb'"[A-Z]{3}\d')
_SINGLE_QUOTED = re.compile(rb"'(?:e'|[A-Z]{3}\d)")
"""The same and an error cell with the quotes no known writer uses. A literal first character
makes each of these searches several times faster than a set would."""
_TELLING = b"\"'ABCDEFGHIJKLMNOPQRSTUVWXYZvsbef"
_MUTE = bytes(set(range(256)) - set(_TELLING))
_CAPITAL = bytes(ord("A") if 65 <= byte <= 90 else byte for byte in range(256))
"""An outline drops the mute bytes and levels capitals: `<c r="BC7" t="s"><v>12</v></c>` becomes
`"AA""s"vv` (so does `t="str"`), a fourth of the bytes to search six times. Dropping can bring
characters together but never keep a pattern apart: an outline shows too much at worst, and then
somebody looks closer."""
_ROW_NUMBER = re.compile(rb"<row\s[^>]*?\br\s*=\s*[\"'](\d{1,7})")
_BYTES_PER_ROW = 20
"""Even an empty `<row>` is longer; a last row number beyond this density is far out."""
_SHARED = "xl/sharedStrings.xml"


@dataclass(slots=True)
class Scan:
    """What the cheap look saw in one sheet."""

    part: str
    far: bool = False
    errors: bool = False
    formulas: bool = False
    values: int = 0
    texts: int = 0
    size: int = 0
    last_row: int = 0

    @property
    def numbers(self) -> bool:
        """Whether any cell may be a number."""
        return self.values > self.texts

    @property
    def suspicious(self) -> bool:
        """Whether a mapped column may hold what must not be read as text."""
        return self.errors or self.formulas or self.numbers

    def add(self, piece: bytes) -> None:
        """Look at the next piece; what was seen once is not looked for again."""
        self.size += len(piece)
        outline = piece.translate(_CAPITAL, _MUTE)
        if not self.far and b'"AAA' in outline:
            self.far = _FAR_COLUMN.search(piece) is not None
        self.errors = self.errors or b'"e"' in outline
        if b"'" in outline and _SINGLE_QUOTED.search(piece):
            self.far = self.errors = True
        self.formulas = self.formulas or (b"f" in outline and b"><f" in piece)
        if not self.numbers:
            self.values += outline.count(b'"v')
            self.texts += outline.count(b'"s"v')
            if self.numbers:
                self.texts += outline.count(b'"b"v')
        row = piece.rfind(b"<row ")
        found = _ROW_NUMBER.match(piece, row) if row >= 0 else None
        if found:
            self.last_row = max(self.last_row, int(found[1]))


@dataclass(frozen=True, slots=True)
class Preflight:
    """A workbook that may be parsed, and what was seen per sheet name."""

    workbook: Workbook
    scans: dict[str, Scan]


def _refuse_far(workbook: Workbook, sheet: str, scan: Scan) -> None:
    """Exact look at every cell that has content. Raises E_FILE_DIMENSIONS."""
    limits, count, row, column, name = workbook.limits, 0, 0, 0, ""
    for cell in filled_cells(workbook, scan.part):
        count += 1
        if cell.column > limits.columns or cell.row > 1 << 20:
            raise OmniError("E_FILE_DIMENSIONS", sheet=sheet, cell=cell.name)
        if cell.row > row:
            row, name = cell.row, cell.name
        column = max(column, cell.column)
    if row > 10_000 and row * column > limits.empty_share * max(count, 1):
        raise OmniError("E_FILE_DIMENSIONS", sheet=sheet, cell=name)


def _scan(workbook: Workbook, part: str) -> Scan:
    scan = Scan(part)
    for piece in workbook.pieces(part):
        scan.add(piece)
    return scan


def _count(pieces: Iterator[bytes]) -> int:
    return sum(map(len, pieces))


def preflight(data: bytes, limits: Limits) -> Preflight:
    """Refuse what would kill the parser; note what needs a closer look.

    Raises E_FILE_CORRUPT, E_FILE_TOO_BIG, E_FILE_ENCRYPTED or E_FILE_DIMENSIONS.
    """
    workbook = open_workbook(data, limits)
    scans = {name: _scan(workbook, part) for name, part in workbook.sheets().items()}
    total = sum(s.size for s in scans.values())
    if _SHARED in workbook.entries:
        total += _count(workbook.pieces(_SHARED))
    if total > limits.ratio_from and total > limits.ratio * len(data):
        raise OmniError(
            "E_FILE_TOO_BIG", detail=f"zip 1:{total // len(data)}, {total // MEGABYTE} MB"
        )
    for name, scan in scans.items():
        if scan.far or scan.last_row * _BYTES_PER_ROW > scan.size:
            _refuse_far(workbook, name, scan)
    return Preflight(workbook, scans)
