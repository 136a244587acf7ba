"""Sheets of a workbook that nothing reads although they hold rows of the same table.

A person cuts a long table into sheets and forgets a column, or the header. Such a sheet left out in
silence is money that is gone.
"""

from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.ingest.claim import Candidate
from omnicli.ingest.claim import has_rows
from omnicli.ingest.convert.frame import cleaned
from omnicli.ingest.convert.frame import convert
from omnicli.ingest.headers import HeaderMatch
from omnicli.ingest.headers import Matcher
from omnicli.ingest.headers import Row
from omnicli.ingest.headers import top_rows
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import When

_ALIKE = 0.75
"""Share of the columns read elsewhere that a sheet's header knows, to be a header of the same."""
_FEW = 3
_TELLING = 2
"""Amounts, counts and days that a row without a header must have in their places."""


def refuse_left_sheets(chosen: Candidate, sheets: Sequence[RawSheet], zone: str) -> None:
    """Raise E_COLUMN_MISSING or E_SHEET_HEADLESS for a visible sheet that should have been read."""
    read = {id(m.sheet) for matches in chosen.parts for m in matches if not m.missing}
    copies = {fold(copy) for part in chosen.spec.parts for copy in part.copies}
    best = chosen.best
    for sheet in sheets:
        if id(sheet) in read or fold(sheet.name or "") in copies or sheet.frame.is_empty():
            continue
        rows = top_rows(sheet)
        near = Matcher(best.part).match(sheet, rows)
        if near is None:
            if _like_rows(best, sheet, rows, zone):
                raise OmniError("E_SHEET_HEADLESS", sheet=sheet.name, other=best.sheet.name or "–")
        elif near.missing and _alike(near, best) and any(map(any, rows[near.index + 1 :])):
            raise OmniError(
                "E_COLUMN_MISSING",
                sheet=sheet.name,
                source=chosen.spec.name,
                missing=", ".join(near.missing),
                found=", ".join(h for h in near.headers if h)[:200],
                nearest="–",
                column=near.missing[0],
                row=near.row,
            )


def _alike(near: HeaderMatch, best: HeaderMatch) -> bool:
    shared = {fold(h) for h in near.headers if h} & {fold(h) for h in best.headers if h}
    return len(near.positions) >= _FEW and len(shared) >= _ALIKE * len(
        {h for h in best.headers if h}
    )


def _like_rows(best: HeaderMatch, sheet: RawSheet, rows: Sequence[Row], zone: str) -> bool:
    """Whether the first row, under the header of the other sheet, is a row as any other."""
    first = next((row for row in rows if any(row)), None)
    moved = best.sheet.first_column - sheet.first_column
    if first is None:
        return False
    places = {n: j + moved for n, j in best.positions.items()}
    columns = [c for c in best.part.columns if c.name in places]
    if any(not 0 <= places[c.name] < len(first) for c in columns):
        return False
    cells = {c.name: first[places[c.name]] for c in columns}
    if any(c.required and cells[c.name] is None for c in columns):
        return False
    raw = pl.DataFrame({"row_no": [1], **{n: [t] for n, t in cells.items()}}).cast(
        dict.fromkeys(cells, pl.String)
    )
    try:
        found = convert(cleaned(raw, tuple(columns)), tuple(columns), zone)
    except OmniError:
        return False
    telling = [c for c in columns if isinstance(c.type, Money | Count | When | Day)]
    told = sum(cells[c.name] is not None for c in telling)
    prepared = {c.name for c in columns if best.part.prepare and isinstance(c.type, When | Day)}
    wrong = [p for p in found.problems if p.severity == "error" and p.column not in prepared]
    return told >= _TELLING and not wrong


def hidden_sheets(chosen: Candidate, readout: Readout, file_name: str) -> list[Issue]:
    """A warning for each hidden sheet whose header fits: nobody sees its rows, and none counts."""
    copies = {fold(copy) for part in chosen.spec.parts for copy in part.copies}
    matchers = [Matcher(part) for part in chosen.spec.parts]
    found = []
    for name, rows in readout.hidden_tops:
        width = max(map(len, rows), default=0)
        if not width or fold(name) in copies:
            continue
        schema = {f"c{j}": pl.String for j in range(width)}
        sheet = RawSheet(name, pl.DataFrame(rows, schema=schema, orient="row"))
        matches = (matcher.match(sheet, top_rows(sheet)) for matcher in matchers)
        if any(m and not m.missing and len(m.positions) >= _FEW and has_rows(m) for m in matches):
            found.append(Issue("W_SHEET_HIDDEN", "warning", file_name, sheet=name))
    return found
