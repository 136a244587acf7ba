"""A template as csv: its headers and nothing else."""

import csv
import io

from omnicli.templates.form import Template
from omnicli.templates.form import fields


def render_csv(template: Template) -> bytes:
    """One line of headers, UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(f.header for f in fields(template))
    return out.getvalue().encode()
