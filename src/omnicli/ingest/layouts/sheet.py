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

    A file that holds several statements, each on pages of its own, gives a sheet for each.
    Raises E_PDF_LAYOUT when no layout knows it.
    """
    lines = lines_of(words)
    layout, pages = _chosen(lines, tuple(layouts))
    _refuse_accounts(_said(pages))
    statements = _apart(pages)
    tables = [read_table(own, layout) for own in statements.values()]
    sheets = []
    for name, table in zip(statements, tables, strict=True):
        labels = _labels(table, layout)
        sheets.append(
            RawSheet(name if len(statements) > 1 else None, _frame(layout, table, labels))
        )
    left = [line for table in tables for line in table.left]
    notices = [Notice("N_PDF_LINES", f"{line.text} ({line.page})") for line in left]
    return Readout(sheets=tuple(sheets), notices=tuple(notices))


def _said(pages: Iterable[Region]) -> dict[str, list[str]]:
    """What stands around the tables of these pages."""
    return labels_in([line for page in pages for line in page.outside if line.words])


def _labels(table: Table, layout: Layout) -> dict[str, list[str]]:
    """What a statement says of itself. Raises E_PDF_INCOMPLETE where its ends are missing."""
    labels = labels_in([line for line in table.outside if line.words])
    if table.opening is not None:
        labels.setdefault("Opening Balance", [table.opening])
    missing = [name for name in layout.prints if name not in labels]
    if missing:
        raise OmniError("E_PDF_INCOMPLETE", missing=", ".join(missing))
    return labels


def _refuse_accounts(labels: dict[str, list[str]]) -> None:
    accounts = sorted({"".join(filter(str.isdigit, text)) for text in labels.get("Account No", ())})
    if len(accounts) > 1:
        raise OmniError("E_PDF_ACCOUNTS", value=", ".join(accounts))


def _several(labels: dict[str, list[str]]) -> bool:
    """Whether more than one statement speaks.

    One statement may print its period in two ways, but it has one opening and one closing.
    """
    return _several_ends(labels) and len(labels.get("Period", ())) > 1


def _apart(pages: Sequence[Region]) -> dict[str, list[Region]]:
    """The pages of each statement, by the period it prints.

    A page belongs to the period printed on it, one that prints none to the page before. Raises
    E_PDF_STATEMENTS where that does not part them: two on one page, or pages mixed up.
    """
    whole = _said(pages)
    if not _several(whole):
        return {"": list(pages)}
    found: dict[str, list[Region]] = {}
    last = ""
    for page in pages:
        printed = _said([page]).get("Period", [])
        period = printed[0] if printed else last
        if len(printed) > 1 or (period != last and period in found) or not period:
            break
        found.setdefault(period, []).append(page)
        last = period
    else:
        if len(found) > 1 and not any(_several_ends(_said(own)) for own in found.values()):
            return found
    periods = whole["Period"]
    raise OmniError("E_PDF_STATEMENTS", count=len(periods), value=", ".join(periods))


def _several_ends(labels: dict[str, list[str]]) -> bool:
    return any(len(labels.get(name, ())) > 1 for name in _BALANCES)


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
