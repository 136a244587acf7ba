"""xlsx through calamine, every cell as text. Runs in the limited child process only."""

import logging
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers import top_of

if TYPE_CHECKING:
    import fastexcel

ISOLATED = True


def _load(book: "fastexcel.ExcelReader", name: str) -> tuple[RawSheet, bool]:
    """One sheet with its leading empty rows, and whether it is visible.

    `skip_rows=0` keeps the rows above the first used cell, so that row numbers stay true.
    """
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    frame = sheet.to_polars()
    frame.columns = [f"c{j}" for j in range(frame.width)]
    columns = sheet.available_columns()
    first = columns[0].absolute_index + 1 if columns else 1
    return RawSheet(name, frame, first), sheet.visible == "visible"


def read(data: bytes, known: frozenset[str], limits: Limits) -> Readout:  # noqa: ARG001
    """All visible sheets of a workbook."""
    import fastexcel

    logging.getLogger("fastexcel").addHandler(logging.NullHandler())
    logging.getLogger("fastexcel").propagate = False
    try:
        book = fastexcel.read_excel(data)
        loaded = [_load(book, name) for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        detail = str(error).split("Context:")[0].strip().removeprefix("calamine error: ")
        raise OmniError("E_FILE_CORRUPT", detail=detail) from error
    unseen = [sheet for sheet, shown in loaded if not shown]
    return Readout(
        sheets=tuple(sheet for sheet, shown in loaded if shown),
        hidden=tuple(sheet.name or "" for sheet in unseen),
        hidden_tops=tuple(map(top_of, unseen)),
    )
