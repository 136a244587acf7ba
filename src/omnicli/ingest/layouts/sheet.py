"""Turns the words of a PDF into the sheet that a spreadsheet export would have been."""

from collections.abc import Iterable
from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.layouts.labels import labels_in
from omnicli.ingest.layouts.model import Layout
from omnicli.ingest.layouts.model import Line
from omnicli.ingest.layouts.model import lines_of
from omnicli.ingest.layouts.model import matcher
from omnicli.ingest.layouts.regions import Region
from omnicli.ingest.layouts.regions import regions
from omnicli.ingest.layouts.table import Table
from omnicli.ingest.layouts.table import read_table
from omnicli.ingest.raw import Notice
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.words import Word

PAGE = "omni: page"
"""The column that says on which page a row stands."""
_BALANCES = ("Opening Balance", "Closing Balance")
_SIGNED_PAGES = 2
"""Pages on which a statement says what it is."""


def laid_out(words: Sequence[Word], layouts: Iterable[Layout]) -> Readout:
    """The statement in `words` as one sheet: what it says of itself, a header, its rows.

    Raises E_PDF_LAYOUT when no layout knows it.
    """
    lines = lines_of(words)
    known = tuple(layouts)
    layout, pages = _chosen(lines, known)
    table = read_table(pages, layout)
    labels = labels_in([line for line in table.outside if line.words])
    if table.opening is not None:
        labels.setdefault("Opening Balance", [table.opening])
    missing = [name for name in layout.prints if name not in labels]
    if missing:
        raise OmniError("E_PDF_INCOMPLETE", missing=", ".join(missing))
    accounts = sorted({"".join(filter(str.isdigit, text)) for text in labels.get("Account No", ())})
    if len(accounts) > 1:
        raise OmniError("E_PDF_ACCOUNTS", value=", ".join(accounts))
    periods = labels.get("Period", [])
    # One statement may print its period in two ways, but it has one opening and one closing.
    if len(periods) > 1 and any(len(labels.get(name, ())) > 1 for name in _BALANCES):
        raise OmniError("E_PDF_STATEMENTS", count=len(periods), value=", ".join(periods))
    notices = [Notice("N_PDF_LINES", f"{line.text} ({line.page})") for line in table.left]
    return Readout(sheets=(RawSheet(None, _frame(layout, table, labels)),), notices=tuple(notices))


def _chosen(lines: Sequence[Line], layouts: Sequence[Layout]) -> tuple[Layout, list[Region]]:
    text = "\n".join(line.text for line in lines if line.page <= _SIGNED_PAGES)
    for layout in layouts:
        if all(matcher((sign,))(text) for sign in layout.signs):
            pages = regions(lines, layout)
            if any(page.spans for page in pages):
                return layout, pages
    names = ", ".join(layout.title[1] for layout in layouts)
    named = ", ".join(layout.title[0] for layout in layouts)
    raise OmniError("E_PDF_LAYOUT", value=text[:60].replace("\n", " · "), known=(named, names))


def _frame(layout: Layout, table: Table, labels: dict[str, list[str]]) -> "pl.DataFrame":
    width = len(layout.headings) + 1
    rows: list[tuple[str | None, ...]] = [(name, values[0]) for name, values in labels.items()]
    rows.append((*(heading.name for heading in layout.headings), PAGE))
    rows += table.rows
    even = [row + (None,) * (width - len(row)) for row in rows]
    schema = {f"c{j}": pl.String for j in range(width)}
    return pl.DataFrame(even, schema=schema, orient="row")
