"""A broadcast list as the file a chat tool takes: name, phone in digits, label."""

import csv
import io
from collections.abc import Sequence

from omnicli.reports.plain import csv_text
from omnicli.reports.plain import visible
from omnicli.warehouse.records import Record

HEADERS = ("Nama", "HP", "Label")


def render(people: Sequence[Record], kind: str) -> bytes:
    """The list as `.xlsx` or `.csv`; phones without a plus, as chat tools take them."""
    rows = [
        (str(p["name"] or ""), str(p["phone"]).removeprefix("+"), str(p["labels"] or ""))
        for p in people
    ]
    return _csv(rows) if kind == "csv" else _xlsx(rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([csv_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Broadcast")
        text = book.add_format({"num_format": 49})
        sheet.set_column(0, 2, 24, text)
        for number, row in enumerate((HEADERS, *rows)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, visible(cell), text)
    return buffer.getvalue()
