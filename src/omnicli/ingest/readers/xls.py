"""BIFF .xls through calamine, every cell as text. Runs in the limited child process only.

Calamine turns numbers into text without a trace, so the records are looked at beside it: which
cells are numbers or errors decides whether an id can be trusted.
"""

from dataclasses import replace

from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import special_cells
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import _biff
from omnicli.ingest.readers import xlsx

ISOLATED = True


def read(data: bytes, known: frozenset[str], limits: Limits) -> Readout:
    """All visible sheets of the workbook."""
    cells = _biff.cells_by_sheet(data)
    readout = xlsx.read(data, known, limits)
    sheets = tuple(
        replace(s, special=special_cells(cells[s.name]) if s.name in cells else None)
        for s in readout.sheets
    )
    return replace(readout, sheets=sheets)
