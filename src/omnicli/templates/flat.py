"""A template as csv: its headers, and the rows there are to show."""

import csv
import io
from collections.abc import Sequence

from omnicli.reports.plain import csv_text
from omnicli.templates.form import Template
from omnicli.templates.form import fields


def render_csv(template: Template, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """One line of headers, UTF-8, and the rows, whose cells are in the order of the fields."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(f.header for f in fields(template))
    writer.writerows([csv_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode()
