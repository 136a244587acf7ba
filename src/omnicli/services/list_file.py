"""A short list as a file to hand to somebody: one sheet, texts as texts, amounts as numbers."""

import csv
import io
from collections.abc import Sequence

from omnicli.reports.plain import csv_text
from omnicli.reports.plain import visible

KINDS = ("xlsx", "csv")
Cell = str | int | float | None


def render(headers: Sequence[str], rows: Sequence[Sequence[Cell]], kind: str, sheet: str) -> bytes:
    """The list as `.xlsx` or `.csv`."""
    return _csv(headers, rows) if kind == "csv" else _xlsx(headers, rows, sheet)


def _csv(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(
        [csv_text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return out.getvalue().encode()


def _xlsx(headers: Sequence[str], rows: Sequence[Sequence[Cell]], sheet_name: str) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name)
        text, number = book.add_format({"num_format": 49}), book.add_format({"num_format": 3})
        sheet.set_column(0, len(headers) - 1, 24, text)
        for row_no, row in enumerate((headers, *rows)):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(row_no, place, visible(cell), text)
                elif cell is not None:
                    sheet.write_number(row_no, place, cell, number)
    return buffer.getvalue()
