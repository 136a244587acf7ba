"""One pass over a workbook's bytes before any parser touches it.

It proves the container (every entry the parser will read, to its end), refuses far cells, which
make the parser ask for terabytes and abort, and notes the cells that must not be read as text.
"""

from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits
from omnicli.ingest.sheetsax import MOST_ROWS
from omnicli.ingest.sheetsax import cell_name
from omnicli.ingest.sheetxml import SheetScan
from omnicli.ingest.sheetxml import filled_cells
from omnicli.ingest.sheetxml import prove_shared_strings
from omnicli.ingest.sheetxml import scan_sheet
from omnicli.ingest.workbook import Workbook
from omnicli.ingest.workbook import open_workbook
from omnicli.ingest.workbook import parsed

_BYTES_PER_ROW = 20
"""Even an empty `<row>` is longer; a last row number beyond this density is far out."""
_TALL = 10_000
"""Rows a sheet may have however empty it is."""
_SHARED = "xl/sharedStrings.xml"
_SMALL_PARTS = ("[Content_Types].xml", "_rels/.rels", "xl/styles.xml")


@dataclass(frozen=True, slots=True)
class Preflight:
    """A workbook that may be parsed, and what was seen per sheet name."""

    workbook: Workbook
    scans: dict[str, SheetScan]
    size: int
    """Unpacked bytes of its sheets and texts."""

    @property
    def harmless(self) -> bool:
        """Whether the parser may read it in this process: no rectangle it fills can be large."""
        limits = self.workbook.limits
        cells = sum(s.last_row * min(limits.columns, s.cells) for s in self.scans.values())
        return self.size <= limits.harmless_bytes and cells <= limits.harmless_cells


def _refuse_far(workbook: Workbook, sheet: str, scan: SheetScan) -> None:
    """Exact look at every cell that has content. Raises E_FILE_DIMENSIONS."""
    count, row, column, name = 0, 0, 0, ""
    for frame in filled_cells(workbook, scan):
        if frame.is_empty():
            continue
        count += frame.height
        last = frame.sort("row", "column").row(-1, named=True)
        if last["row"] > row:
            row, name = last["row"], cell_name(last["row"], last["column"])
        column = max(column, int(frame["column"].max() or 0))  # type: ignore[arg-type]
    if row > MOST_ROWS or (row > _TALL and row * column > workbook.limits.empty_share * count):
        raise OmniError("E_FILE_DIMENSIONS", sheet=sheet, cell=name)


def preflight(data: bytes, limits: Limits) -> Preflight:
    """Refuse what would kill the parser or has changed on its way; note what needs care.

    Raises E_FILE_CORRUPT, E_FILE_TOO_BIG, E_FILE_ENCRYPTED or E_FILE_DIMENSIONS.
    """
    workbook = open_workbook(data, limits)
    for part in _SMALL_PARTS:
        if workbook.has(part):
            parsed(workbook.text(part))
    scans = {name: _scan(workbook, name, part) for name, part in workbook.sheets().items()}
    total = sum(s.size for s in scans.values())
    if workbook.has(_SHARED):
        total += prove_shared_strings(workbook, _SHARED)
    if total > limits.ratio_from and total > limits.ratio * len(data):
        raise OmniError(
            "E_FILE_TOO_BIG", detail=f"zip 1:{total // len(data)}, {total // MEGABYTE} MB"
        )
    return Preflight(workbook, scans, total)


def _scan(workbook: Workbook, sheet: str, part: str) -> SheetScan:
    try:
        scan = scan_sheet(workbook, part)
    except OmniError as error:
        error.fields.setdefault("sheet", sheet)
        raise
    rows = scan.last_row
    sparse = rows * workbook.limits.columns > workbook.limits.empty_share * max(scan.cells, 1)
    if rows * _BYTES_PER_ROW > scan.size or (rows > _TALL and sparse):
        _refuse_far(workbook, sheet, scan)
    return scan
