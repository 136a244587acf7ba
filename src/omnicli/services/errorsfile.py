"""The errors file: rejected rows in their own layout, with the reason and what to do.

Repair it and import it: accepted rows close their issues.
"""

import io
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from omnicli.services.batches import rejected_rows
from omnicli.warehouse.dataroom import write_atomically

if TYPE_CHECKING:
    from omnicli.services.import_result import BatchResult
    from omnicli.session import Session

EXTRA = {"id": ("omni: alasan", "omni: saran"), "en": ("omni: reason", "omni: suggestion")}
REF = "omni: ref"
"""Header of the column that says which rejected row this is: `import:row`."""


def write_errors_file(session: "Session", result: "BatchResult") -> Path | None:
    """Write the errors file of a batch that rejected rows; None when there is nothing to write."""
    if result.batch is None or not any(f.rejected_rows for f in result.files):
        return None
    path = session.workspace.reports / "errors" / f"batch-{result.batch}.xlsx"
    return save(path, errors_workbook(session.db, result.batch, session.lang))


def save(path: Path, data: bytes) -> Path:
    """Write the workbook in one piece."""
    write_atomically(Path(os.path.abspath(path)), data)  # noqa: PTH100 - resolve() follows links
    return path


def errors_workbook(db: sqlite3.Connection, batch: int, lang: str) -> bytes:
    """An xlsx with one sheet per file: the file's own columns as text, then reason and hint."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        text = book.add_format({"num_format": "@"})
        marked = book.add_format({"num_format": "@", "bg_color": "#FDE9D9", "text_wrap": True})
        head = book.add_format({"bold": True, "bottom": 1})
        for number, part in enumerate(rejected_rows(db, batch), 1):
            sheet = book.add_worksheet(f"{number}")
            _write_sheet(sheet, part, lang, text=text, marked=marked, head=head)
        if not book.worksheets():
            book.add_worksheet("1").write_string(0, 0, EXTRA[lang][0], head)
    return buffer.getvalue()


def _write_sheet(sheet, part, lang: str, *, text, marked, head) -> None:  # type: ignore[no-untyped-def]
    """One file's rejected rows; several issues of one row share its line."""
    import json

    rows: dict[int, tuple[dict[str, str | None], list[str], list[str]]] = {}
    for row_no, raw, message, hint in part["rows"]:
        cells, reasons, hints = rows.setdefault(row_no, (json.loads(raw), [], []))
        reasons.append(message)
        if hint not in hints:
            hints.append(hint)
    headers = list(part["headers"]) or list(next(iter(rows.values()))[0])
    titles = [*headers, *EXTRA[lang], REF]
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
    for line, (row_no, (cells, reasons, hints)) in enumerate(sorted(rows.items()), 1):
        for column, title in enumerate(headers):
            sheet.write_string(line, column, cells.get(title) or "", text)
        sheet.write_string(line, len(headers), "\n".join(reasons), marked)
        sheet.write_string(line, len(headers) + 1, "\n".join(hints), marked)
        sheet.write_string(line, len(headers) + 2, f"{part['import_id']}:{row_no}", text)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headers) - 1, 18)
    sheet.set_column(len(headers), len(headers) + 1, 48)
