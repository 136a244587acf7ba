"""The errors file: rows to repair in their own layout, with the reason and what to do.

They were rejected, or kept with a cell that means nothing (a place that is not on the list).

Repair it and import it: accepted rows close their issues.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.outputs import check_output
from omnicli.outputs import write_output
from omnicli.services.batches import Rejected
from omnicli.services.batches import rejected_rows

if TYPE_CHECKING:
    from omnicli.domain.issues import Issue
    from omnicli.services.import_result import BatchResult
    from omnicli.session import Session

EXTRA = {"id": ("omni: alasan", "omni: saran"), "en": ("omni: reason", "omni: suggestion")}
REF = "omni: ref"
"""Header of the column that says which rejected row this is: `import:row`."""


def write_errors_file(session: "Session", result: "BatchResult") -> list[Path]:
    """Write the errors files of a batch with rows to repair, one per layout; usually one or none.

    The import stands by now, so a file that cannot be written becomes a note of the result.
    """
    fresh = [f for f in result.files if f.state == "imported"]
    if result.batch is None or not any(f.rejected_rows or f.to_repair for f in fresh):
        return []
    path = session.workspace.reports / "errors" / f"batch-{result.batch}.xlsx"
    try:
        workbooks = errors_workbooks(session, result.batch)
        return save(path, workbooks, replace=True)
    except OmniError as error:
        detail = f"{error.code}: {path}"
        result.notes.append(OmniError("W_ERRORS_FILE", batch=result.batch, detail=detail))
        return []


def save(path: Path, workbooks: Sequence[bytes], *, replace: bool) -> list[Path]:
    """Write each workbook in one piece: `path`, then `path` with -2, -3, …."""
    paths = [
        path if n == 1 else path.with_stem(f"{path.stem}-{n}") for n in range(1, len(workbooks) + 1)
    ]
    for target in paths:
        check_output(target, replace=replace)
    return [
        write_output(target, data, replace=replace)
        for target, data in zip(paths, workbooks, strict=True)
    ]


def errors_workbooks(session: "Session", batch: int) -> list[bytes]:
    """A workbook per layout, for one file is one import; an empty one if nothing is rejected."""
    parts = rejected_rows(session, batch) or [Rejected(headers=[])]
    return [_workbook(part, session.lang) for part in parts]


def _workbook(part: Rejected, lang: str) -> bytes:
    """The files' own columns as text, then reason, hint and reference."""
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
        _write_sheet(book.add_worksheet("1"), part, lang, text=text, marked=marked, head=head)
    return buffer.getvalue()


def _write_sheet(sheet, part: Rejected, lang: str, *, text, marked, head) -> None:  # type: ignore[no-untyped-def]
    """The rejected rows; several issues of one row share its line."""
    rows: dict[tuple[int, str, int], list[Issue]] = {}
    for import_id, issue in part.rows:
        rows.setdefault((import_id, issue.sheet or "", issue.row or 0), []).append(issue)
    width = len(part.headers)
    for column, title in enumerate((*part.headers, *EXTRA[lang], REF)):
        sheet.write_string(0, column, title, head)
    for line, ((import_id, _, row_no), issues) in enumerate(sorted(rows.items()), 1):
        cells = next((i.raw for i in issues if i.raw is not None), {})
        wrong = {i.column for i in issues}
        for column, title in enumerate(part.headers):
            look = marked if title in wrong else text
            sheet.write_string(line, column, cells.get(title) or "", look)
        errors = [i.error() for i in issues]
        reasons = dict.fromkeys(e.message(lang) for e in errors)
        hints = dict.fromkeys(e.hint(lang) for e in errors)
        sheet.write_string(line, width, "\n".join(reasons), marked)
        sheet.write_string(line, width + 1, "\n".join(hints), marked)
        sheet.write_string(line, width + 2, f"{import_id}:{row_no}", text)
    sheet.freeze_panes(1, 0)
    if width:
        sheet.set_column(0, width - 1, 18)
    sheet.set_column(width, width + 1, 48)
