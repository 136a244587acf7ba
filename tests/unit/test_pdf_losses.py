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


def movements(words: Sequence[Word]) -> list[tuple[object, ...]]:
    """What the engine books: day and both sides of each movement, after the proof."""
    sheets = laid_out(words, LAYOUTS).sheets
    chosen, _ = recognise(sheets, registry(), None, {})
    match = next(m for m in chosen.matches if not m.missing)
    records = read_part((match,), chosen.spec, OPTIONS).part.records
    return sorted(records.select("posted_date", "debit_sen", "credit_sen").rows())


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
    """Twenty losses of each kind in every layout."""
    words = words_of(name)
    whole = movements(words)
    for seed in range(20):
        left = without(words, what, random.Random(seed))
        try:
            booked = movements(left)
        except OmniError:
            continue
        assert booked == whole, seed
