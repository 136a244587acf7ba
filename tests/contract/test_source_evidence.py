"""No source gives another total for a file that was doubled, cut or rewritten, without a word.

A new source gets this by having a fixture; the campaign draws more mutants of each.
"""

import random
import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mutants
import source_fixtures
from campaign import seeds
from ingest_builders import csv_bytes
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from source_fixtures import Sheets

if TYPE_CHECKING:
    import polars as pl

PERIOD = ("2025-08-01", "2025-08-31")
OURS = {"orders", "settlement_lines", "ad_performance", "bank_transactions"}
PRICED = {"orders", "settlement_lines"}
SUMMED = {"ad_performance"}
"""Targets in which several rows make one record, so that a row less is only a smaller record."""


def tables() -> Iterator[tuple[Path, Sheets, str]]:
    """Fixtures as cells, with the sheet that holds the first part."""
    for fixture in source_fixtures.fixtures():
        spec = registry()[fixture.parent.name]
        text = fixture.suffix in {".csv", ".tsv"} and not fixture.name.startswith("refused")
        if not text or spec.parts[0].target not in OURS:
            continue
        if source_fixtures.is_workbook(fixture):
            sheets = source_fixtures.parse(fixture.read_text(encoding="utf-8"))
        else:
            frame = read_tables(fixture)
            sheets = {"": [[c or "" for c in row] for row in frame.rows()]}
        yield fixture, sheets, fixture.parent.name


def read_tables(fixture: Path) -> "pl.DataFrame":
    """The one table of a csv."""
    from omnicli.ingest.pipeline import tables as sheets_of

    return sheets_of(fixture.read_bytes(), registry())[1].sheets[0].frame


def take(fixture: Path, sheets: Sheets) -> ReadFile:
    """The fixture with other cells."""
    name = source_fixtures.file_name(fixture)
    data = csv_bytes(sheets[""]) if "" in sheets else source_fixtures.xlsx(sheets)
    return read_file(None, data, file_name=name, specs=registry(), period=PERIOD)


def totals(found: ReadFile) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Money and pieces of each record by its key; an incomplete one says so and has none."""
    shown: dict[tuple[object, ...], tuple[object, ...]] = {}
    for part in found.parts:
        records = part.records
        days = [c for c in ("ordered_date", "occurred_date") if c in records.columns]
        besides = {"balance_sen", *part.part.key}
        money = sorted(c for c in records.columns if c.endswith("_sen") and c not in besides)
        pieces = [c for c in ("quantity", "is_incomplete") if c in records.columns]
        for row in records.select(*part.part.key, *days, *pieces, *money).iter_rows(named=True):
            key = tuple(row.pop(k) for k in part.part.key)
            shown[(part.part.target, *key)] = tuple(row.values())
    return shown


def silent(found: ReadFile) -> bool:
    """Whether nothing was said that is more than a notice."""
    return all(issue.severity == "notice" for issue in found.issues)


def says_its_days(found: ReadFile) -> bool:
    """Whether the order numbers of the untouched file carry the days of its orders."""
    part = found.parts[0]
    if part.part.id_day is None:
        return False
    pattern, layout, day = part.part.id_day
    for number, shown in part.records.select(part.part.key[-1], day).drop_nulls().iter_rows():
        inside = re.search(pattern, number)
        try:
            carried = datetime.strptime(inside[1] if inside else "", layout).date()  # noqa: DTZ007
        except ValueError:
            return False
        if abs(carried - date.fromisoformat(shown)) > timedelta(days=1):
            return False
    return part.records.height > 0


def changed_silently(fixture: Path, sheets: Sheets, sheet: str, top: int, seed: int) -> str | None:
    """The name of a mutation after which a record has another total and nobody says so."""
    chance = random.Random(seed)
    mutation = mutants.MUTATIONS[seed % len(mutants.MUTATIONS)]
    before = take(fixture, sheets)
    rows = len(sheets[sheet]) - top
    if rows < 1 or (mutation is mutants.swapped and not says_its_days(before)):
        return None  # a few days in a row, all exchanged, look like any others
    target = before.parts[0].part.target
    if target in SUMMED and mutation in (mutants.cut, mutants.filtered):
        return None
    if rows < 3 and mutation is mutants.resaved:
        return None  # a shop with one cheap order exists
    try:
        after = take(fixture, {**sheets, sheet: mutation(sheets[sheet], top, chance)})
    except OmniError:
        return None
    old, new = totals(before), totals(after)
    same = all(new[key] == old.get(key) for key in new)
    if same and (len(new) == len(old) or mutation in (mutants.cut, mutants.filtered)):
        return None
    said = [i.code for i in before.issues]
    more = [i.code for i in after.issues if i.severity != "notice" and i.code not in said]
    return (
        None
        if more or not silent(after)
        else f"{fixture.parent.name}/{fixture.name} {mutation.__name__}"
    )


def campaign(drawn: Iterable[int]) -> list[str]:
    """Mutants that changed a total in silence."""
    found = []
    all_of_them = list(tables())
    for seed in drawn:
        fixture, sheets, _ = all_of_them[(seed // len(mutants.MUTATIONS)) % len(all_of_them)]
        whole = take(fixture, sheets)
        part = whole.parts[0]
        name = changed_silently(fixture, sheets, part.sheet, part.header_row, seed)
        found += [name] if name else []
    return found


@pytest.mark.slow
def test_no_mutant_changes_a_total_in_silence() -> None:
    assert campaign(seeds(800)) == []


def test_the_first_mutants_change_no_total_in_silence() -> None:
    assert campaign(range(16)) == []


def test_a_file_scaled_by_a_thousand_is_refused_or_told() -> None:
    """All amounts at once: no total inside the file can tell, but no amount is Rp1,000.

    A bank books sen and ads cost them, so that nothing there says which of two scales is meant.
    """
    priced = [(f, s) for f, s, _ in tables() if registry()[f.parent.name].parts[0].target in PRICED]
    for fixture, sheets in priced[::6]:
        before = take(fixture, sheets).parts[0]
        names = [c.name for c in before.part.columns if c.name.endswith("_sen")]
        amounts = sum(m.read != 0 for n, m in before.money.items() if n in names)
        if amounts < 3 or before.rows_read < 3 or before.rows_rejected:
            continue
        header = sheets[before.sheet][before.header_row - 1]
        wanted = {fold(a) for c in before.part.columns if c.name in names for a in c.aliases}
        places = {j for j, h in enumerate(header) if fold(h) in wanted}
        rows = [
            [mutants.thousandth(c) if j in places else c for j, c in enumerate(row)]
            if i >= before.header_row
            else row
            for i, row in enumerate(sheets[before.sheet])
        ]
        try:
            after = take(fixture, {**sheets, before.sheet: rows})
        except OmniError:
            continue
        assert not silent(after), fixture
