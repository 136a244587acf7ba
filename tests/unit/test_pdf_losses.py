"""A statement that lost a word, a line or a page says the same movements, or is refused."""

import random
from collections.abc import Sequence
from functools import cache

import pytest

import source_fixtures
from omnicli.domain.errors import OmniError
from omnicli.ingest.claim import recognise
from omnicli.ingest.layouts.sheet import laid_out
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.parts import FileOptions
from omnicli.ingest.parts import read_part
from omnicli.ingest.readers import read
from omnicli.ingest.words import Word
from omnicli.sources import registry
from statements import Style
from statements import kopra
from statements import month

LAYOUTS = [layout for spec in registry().values() for layout in spec.layouts]
OPTIONS = FileOptions(file_name="a.pdf", account="", period=None, timezone="Asia/Jakarta")


PDFS = [f for f in source_fixtures.fixtures() if source_fixtures.is_pdf(f)]
WHOLE = {f.name: f for f in PDFS if not f.name.startswith("refused")}
LONG = "three pages"


@cache
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a layout's fixture, or of a generated statement."""
    if name == LONG:
        data = kopra(month(15), Style(height=200.0))
        passwords: tuple[str, ...] = ()
    else:
        data = source_fixtures.content(WHOLE[name])
        passwords = source_fixtures.passwords(WHOLE[name])
    return read("pdf", data, frozenset(), DEFAULT, passwords).words


def statements_of(words: Sequence[Word]) -> list[list[tuple[object, ...]]]:
    """What the engine books of each statement: day and both sides of its movements, proved."""
    found = []
    for sheet in laid_out(words, LAYOUTS).sheets:
        chosen, _ = recognise([sheet], registry(), None, {})
        match = next(m for m in chosen.matches if not m.missing)
        records = read_part((match,), chosen.spec, OPTIONS).part.records
        found.append(sorted(records.select("posted_date", "debit_sen", "credit_sen").rows()))
    return found


def without(words: Sequence[Word], what: str, chance: random.Random) -> list[Word]:
    """The statement after a loss."""
    lost = chance.choice(words)
    if what == "word":
        return [w for w in words if w is not lost]
    if what == "line":
        return [w for w in words if w.page != lost.page or abs(w.middle - lost.middle) > 2]
    return [w for w in words if w.page != lost.page]


@pytest.mark.parametrize("what", ["word", "line", "page"])
@pytest.mark.parametrize("name", [*WHOLE, LONG])
def test_a_loss_never_changes_what_is_booked(what: str, name: str) -> None:
    """Twenty losses of each kind in every layout; only a page may be a statement of its own."""
    words = words_of(name)
    whole = statements_of(words)
    for seed in range(20):
        left = without(words, what, random.Random(seed))
        try:
            booked = statements_of(left)
        except OmniError:
            continue
        if what == "page" and len(whole) > 1:
            assert booked, seed
            assert all(statement in whole for statement in booked), seed
        else:
            assert booked == whole, seed
