"""What every source promises, checked for each source and each of its fixtures.

A new source gets all of this by existing: one spec file and one fixture with its golden.
"""

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

import source_fixtures
from ingest_builders import csv_bytes
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.ingest.claim import candidates
from omnicli.ingest.claim import recognise
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.pipeline import tables
from omnicli.ingest.readers import Readout
from omnicli.ingest.redact import keeps_figures
from omnicli.ingest.redact import redact
from omnicli.ingest.result import ReadFile
from omnicli.ingest.reworked import workbook_of
from omnicli.ingest.spec import SourceSpec
from omnicli.registers import registers
from omnicli.sources import registry
from source_fixtures import Sheets

FIXTURES = source_fixtures.fixtures()
NEW_COLUMN = "Kolom Baru 2099"
PERIOD = ("2025-08-01", "2025-08-31")

READABLE = [f for f in FIXTURES if not f.name.startswith("refused")]
"""Fixtures named `refused-…` show what a source turns away; their golden is the error."""

# By module, so that all tests of a fixture follow each other and read it once.
each_fixture = pytest.mark.parametrize(
    "fixture", READABLE, ids=[f"{f.parent.name}/{f.name}" for f in READABLE], scope="module"
)


FIRST = {f.parent.name: f for f in reversed(READABLE)}
some_fixtures = pytest.mark.parametrize(
    "fixture",
    [
        pytest.param(
            f,
            id=f"{f.parent.name}/{f.name}",
            marks=() if f == FIRST[f.parent.name] else pytest.mark.slow,
        )
        for f in READABLE
    ],
    scope="module",
)
"""One of each source; the others in the campaign."""


def spec_of(fixture: Path) -> SourceSpec:
    """The source a fixture belongs to, by its folder."""
    return registry()[fixture.parent.name]


def read(data: bytes, name: str, **options: object) -> ReadFile:
    """Read with every known source."""
    return read_file(None, data, file_name=name, specs=registry(), period=PERIOD, **options)  # type: ignore[arg-type]


@cache
def readout(fixture: Path) -> Readout:
    """The sheets of a fixture before anybody claims them."""
    data, words = source_fixtures.content(fixture), source_fixtures.passwords(fixture)
    return tables(data, registry(), passwords=words)[1]


def reread(fixture: Path, sheets: Sheets) -> ReadFile:
    """The fixture with other cells, as a workbook or, where it was text, as csv."""
    if not source_fixtures.is_workbook(fixture):
        rows = sheets[""]
        return read(csv_bytes(rows), fixture.name)
    return read(source_fixtures.xlsx(sheets), source_fixtures.file_name(fixture))


@cache
def cells(fixture: Path) -> Sheets:
    """Sheets and rows of a fixture; a csv, an HTML page or a PDF is one nameless sheet."""
    if source_fixtures.is_workbook(fixture):
        return source_fixtures.parse(fixture.read_text(encoding="utf-8"))
    sheets = readout(fixture).sheets
    frame = max((sheet.frame for sheet in sheets), key=lambda f: f.width)
    return {"": [[c or "" for c in row] for row in frame.rows()]}


@cache
def plain(fixture: Path) -> ReadFile:
    """The fixture through the same way as its variations, which are held against it."""
    return reread(fixture, cells(fixture))


def content(found: ReadFile) -> list[object]:
    """Records and item rows, whatever the order of columns."""
    out: list[object] = []
    for part in found.parts:
        frames = [f for f in (part.records, part.children) if f is not None]
        out += [(sorted(f.columns), f.select(sorted(f.columns)).rows()) for f in frames]
        out.append((part.rows_read, part.rows_rejected, dict(part.skipped), dict(part.money)))
    return out


def widened(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of one length."""
    width = max((len(r) for r in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


@pytest.mark.parametrize("name", sorted(registry().keys() - registers().keys()))
def test_each_source_has_a_fixture_with_a_golden(name: str) -> None:
    """No export without proof."""
    own = [f for f in FIXTURES if f.parent.name == name]
    assert own
    for fixture in own:
        assert fixture.with_name(f"{fixture.name}.golden.txt").exists()


@pytest.mark.parametrize("name", registry())
def test_a_spec_is_well_formed(name: str) -> None:
    """Names follow the types, keys and sums exist, no alias means two required columns."""
    from omnicli.ingest.spec import Money
    from omnicli.ingest.spec import When

    for part in registry()[name].parts:
        for column in part.columns:
            assert column.aliases
            assert isinstance(column.type, Money) == column.name.endswith("_sen")
            assert isinstance(column.type, When) <= column.name.endswith("_at")
        names = [c.name for c in part.columns]
        assert len(names) == len(set(names))
        assert set(part.key) <= set(names) or part.rows is not None
        required = [fold(a) for c in part.columns if c.required for a in c.aliases]
        assert len(required) == len(set(required))


@each_fixture
def test_exactly_its_own_source_claims_a_fixture(fixture: Path) -> None:
    """Every fixture against every source: its own by default, any other refuses it."""
    own, sheets = spec_of(fixture), readout(fixture).sheets
    assert recognise(sheets, registry(), None, {})[0].spec is own
    alike = {c.spec.name for c in candidates(sheets, registry().values(), {}) if c.complete}
    for other in sorted(alike - {own.name}):
        with pytest.raises(OmniError):  # what looks alike by its headers fails by its rows
            read(source_fixtures.content(fixture), fixture.name, hint=other)


def shuffled(fixture: Path, sheets: Sheets) -> Sheets:
    """The same cells in columns of another order; those of one header stay in theirs."""
    chance = random.Random(7)
    out: Sheets = {}
    header = plain(fixture).claim.header_row - 1
    for sheet, rows in sheets.items():
        even = widened(rows)
        order = list(range(len(even[0]) if even else 0))
        chance.shuffle(order)
        names = [fold(h) for h in even[header]] if header < len(even) else []
        for name in {n for n in names if n and names.count(n) > 1}:
            places = [at for at, j in enumerate(order) if names[j] == name]
            for at, j in zip(places, sorted(order[at] for at in places), strict=True):
                order[at] = j
        out[sheet] = [[row[j] for j in order] for row in even]
    return out


def extended(fixture: Path, sheets: Sheets) -> Sheets:
    """One more column, which no source knows."""
    claim = plain(fixture).claim
    above = [""] * (claim.header_row - 1)
    added = [*above, NEW_COLUMN]
    return {
        sheet: [[*r, *(added[i : i + 1] or ["7"])] for i, r in enumerate(widened(rows))]
        if sheet == claim.sheet
        else rows
        for sheet, rows in sheets.items()
    }


def renamed(fixture: Path, sheets: Sheets) -> Sheets:
    """The mapped headers exchanged for other spellings of their columns."""
    found = plain(fixture)
    row = found.claim.header_row - 1
    out = {sheet: [list(r) for r in rows] for sheet, rows in sheets.items()}
    for part in found.parts:
        header = sheets[part.sheet][row]
        used = {fold(h) for h in header}
        for column in part.part.columns:
            places = [j for j, h in enumerate(header) if fold(h) in map(fold, column.aliases)]
            spare = [a for a in column.aliases if fold(a) not in used]
            if len(places) != 1 or not spare or not (column.required or column.per == "key"):
                continue
            out[part.sheet][row][places[0]] = f" {spare[-1].upper()}\u00a0"
    return out


@some_fixtures
def test_order_and_spelling_of_columns_and_unknown_ones_do_not_matter(fixture: Path) -> None:
    """All three at once; only where that differs each alone, to name the guilty one."""
    changes = (renamed, extended, shuffled)
    sheets = cells(fixture)
    for change in changes:
        sheets = change(fixture, sheets)
    again = reread(fixture, sheets)
    if content(again) != content(plain(fixture)):
        for change in changes:
            alone = reread(fixture, change(fixture, cells(fixture)))
            assert content(alone) == content(plain(fixture)), change.__name__
    assert content(again) == content(plain(fixture))
    assert NEW_COLUMN in [d.column for d in again.drift if d.kind == "added"]


@some_fixtures
def test_a_header_without_rows_is_a_valid_empty_file(fixture: Path) -> None:
    """Zero rows read, nothing to load, no error; a statement that prints totals wants its rows."""
    row = plain(fixture).claim.header_row
    headers = {sheet: rows[:row] for sheet, rows in cells(fixture).items()}
    try:
        empty = reread(fixture, headers)
    except OmniError as error:
        if error.code not in {"E_STATEMENT_CLOSING", "E_STATEMENT_TOTAL"}:
            raise
        return
    assert [(p.rows_read, p.records.height) for p in empty.parts] == [(0, 0)] * len(empty.parts)


@each_fixture
def test_a_missing_required_column_is_named(fixture: Path) -> None:
    """The error lists the column that is not there, or finds no source for the file."""
    found = plain(fixture)
    row = found.claim.header_row - 1
    aliases = next([fold(a) for a in c.aliases] for c in found.parts[0].part.columns if c.required)
    cut: Sheets = {}
    for sheet, rows in cells(fixture).items():
        even = widened(rows)
        head = even[row] if row < len(even) else []
        places = [j for j, h in enumerate(head) if fold(h.split(" (")[0]) in aliases]
        cut[sheet] = [[c for j, c in enumerate(r) if j not in places[:1]] for r in even]
    with pytest.raises(OmniError) as caught:
        reread(fixture, cut)
    assert caught.value.code in {"E_COLUMN_MISSING", "E_UNKNOWN_FILE"}
    assert any(alias in fold(caught.value.message("en")) for alias in aliases)


@each_fixture
def test_erasing_everybody_of_a_file_changes_no_order_no_sum_and_no_time(fixture: Path) -> None:
    """Orders and money stay, without whose they were (ADR-0009)."""
    if source_fixtures.is_pdf(fixture):
        return
    sheets = cells(fixture)
    book = source_fixtures.is_workbook(fixture)
    data = source_fixtures.xlsx(sheets) if book else csv_bytes(sheets[""])
    name = source_fixtures.file_name(fixture) if book else fixture.name

    # Whatever a digit is in may be a person's: a phone, a user name, the number of an order.
    def gone(one: str) -> str | None:
        kind, _, value = one.partition(":")
        return "terhapus-x" if kind in {"phone", "text"} and re.search(r"\d", value) else None

    new = redact(data, gone)

    assert new == data or keeps_figures(plain(fixture), read(new, name))


@pytest.mark.parametrize(
    "fixture", [f for f in READABLE if source_fixtures.is_pdf(f)], ids=lambda f: f.name
)
def test_a_printed_statement_says_the_same_as_a_workbook_of_its_tables(fixture: Path) -> None:
    """What takes the place of a PDF that named an erased person (ADR-0009)."""
    words = source_fixtures.passwords(fixture)
    printed = read(source_fixtures.content(fixture), fixture.name, passwords=words)
    book = read(workbook_of(readout(fixture).sheets), fixture.name)
    for was, now in zip(printed.parts, book.parts, strict=True):
        assert was.records.select(sorted(was.records.columns)).equals(
            now.records.select(sorted(now.records.columns))
        )
    assert book.facts["statements"] == printed.facts["statements"]
