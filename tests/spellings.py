"""Other ways to write the same file, each of which gives the same figures."""

import csv
import io
import re
from collections.abc import Callable

import source_fixtures
from fixture_cells import Example
from mutants import Rows
from omnicli.domain.folding import fold
from omnicli.ingest.spec import Money

Made = bytes | str
"""The file with the fault, or why this one cannot have it."""


def body(one: Example, change: Callable[[str], str], places: list[int] | None = None) -> Rows:
    return [
        [change(c) if places is None or j in places else c for j, c in enumerate(row)]
        if i >= one.top
        else row
        for i, row in enumerate(one.rows)
    ]


def changed(one: Example, rows: Rows, why: str) -> Made:
    return one.content(rows) if rows != one.rows else why


def header_again(one: Example) -> Made:
    """The header once more above the rows: a file that was put together from pages."""
    return one.content([*one.rows[: one.top], one.rows[one.top - 1], *one.rows[one.top :]])


def with_blanks(sign: str) -> Callable[[Example], Made]:
    """Amounts with a blank or an apostrophe between their thousands."""

    def written(cell: str) -> str:
        if re.fullmatch(r"-?\d{4,9}", cell):
            return f"{int(cell):,}".replace(",", sign)
        return cell.replace(".", sign) if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", cell) else cell

    def made(one: Example) -> Made:
        if one.read.parts[0].part.target == "bank_transactions":
            return "a bank writes its own way"
        return changed(one, body(one, written, one.places(Money)), "no amount of a thousand")

    return made


def other_dash(one: Example) -> Made:
    def written(cell: str) -> str:
        return f"\u2013 {cell[1:]}" if re.match(r"-[\d.,]+$", cell) else cell

    return changed(one, body(one, written, one.places(Money)), "no negative amounts")


def currency_behind(one: Example) -> Made:
    def written(cell: str) -> str:
        return f"{cell} Rp" if re.fullmatch(r"-?\d[\d.,]*", cell) else cell

    return changed(one, body(one, written, one.places(Money)), "no amounts")


def other_sheet_names(one: Example) -> Made:
    """All sheets under names that say nothing."""
    copies = {fold(c) for part in one.read.spec.parts for c in part.copies}
    if one.is_csv or copies & {fold(name) for name in one.sheets}:
        return "a csv has one table" if one.is_csv else "only the name tells the copy"
    return source_fixtures.xlsx({f"Sheet{n}": s for n, s in enumerate(one.sheets.values(), 2)})


def in_text(make: Callable[[str], bytes], delimiter: str = ",") -> Callable[[Example], Made]:
    """The same csv as another program writes it."""

    def made(one: Example) -> Made:
        if not one.is_csv:
            return "no csv"
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(one.rows)
        return make(out.getvalue())

    return made


TAKEN: dict[str, Callable[[Example], Made]] = {
    "a header again": header_again,
    "other names of sheets": other_sheet_names,
    "thousands by blanks": with_blanks(" "),
    "thousands by hard blanks": with_blanks("\u202f"),
    "thousands by apostrophes": with_blanks("'"),
    "another dash for minus": other_dash,
    "currency behind": currency_behind,
    "lines end in CR": in_text(lambda t: t.replace("\r\n", "\r").encode()),
    "UTF-16 and tabs": in_text(lambda t: t.encode("utf-16"), "\t"),
    "UTF-16 without a mark": in_text(lambda t: t.encode("utf-16-be"), ";"),
    "an old mark of the end": in_text(lambda t: t.encode() + b"\x1a"),
}
"""Other ways to write the same: each gives the same figures, for nothing in it is doubtful."""
