"""Each kind of fault of `tests/kinds.py` on every source: never other figures without a word.

A new source gets them by having a fixture.
"""

from itertools import islice

import pytest

import fixture_cells
import kinds
from campaign import share
from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import Id
from spellings import TAKEN

KNOWN = {
    ("shopee-shop", "amounts a thousandth (14, 21)"): "a day of traffic has no total",
}
"""What nothing in the file can tell."""


def silent(source: str, names: list[str], most: int) -> list[str]:
    """Fixtures of the source that gave other figures in silence."""
    found = []
    for one in islice(fixture_cells.examples(source), most):
        for kind in names:
            shown = kinds.outcome(one, kind)
            if shown.startswith(kinds.SILENT) and (source, kind) not in KNOWN:
                found.append(f"{source} {kind}: {shown}")
    return found


def not_taken(source: str, names: list[str], most: int) -> list[str]:
    """Fixtures of the source that were not read as before when the same was written otherwise."""
    found = []
    for one in islice(fixture_cells.examples(source), most):
        for kind in names:
            shown = kinds.outcome(one, kind)
            if shown != "same figures" and not shown.startswith("–"):
                found.append(f"{source}/{one.fixture.name} {kind}: {shown}")
    return found


def test_another_spelling_of_each_source_is_taken() -> None:
    """Which one goes round, so that every spelling is met."""
    names = list(TAKEN)
    for number, source in enumerate(kinds.sources()):
        assert not_taken(source, [names[number % len(names)]], 1) == []


@pytest.mark.slow
@pytest.mark.parametrize("source", kinds.sources())
def test_every_other_spelling_is_taken(source: str) -> None:
    assert not_taken(source, list(TAKEN), share(40)) == []


def test_a_kind_of_each_source() -> None:
    """Which one goes round, so that every kind is met."""
    names = list(kinds.KINDS)
    for number, source in enumerate(kinds.sources()):
        assert silent(source, [names[number % len(names)]], 1) == []


@pytest.mark.slow
@pytest.mark.parametrize("source", kinds.sources())
def test_every_kind_of_every_source(source: str) -> None:
    assert silent(source, list(kinds.KINDS), share(40)) == []


@pytest.mark.parametrize("source", kinds.sources())
def test_a_sheet_with_headers_only_says_nothing(source: str) -> None:
    for one in islice(fixture_cells.examples(source), 2):
        shown = kinds.outcome(one, "sheets with headers only")
        assert shown == "same figures" or shown.startswith("–"), one.fixture.name


@pytest.mark.parametrize("source", kinds.sources())
def test_an_id_that_became_a_number_is_a_sign_of_a_spreadsheet(source: str) -> None:
    """One damaged id alone: the file is not as the platform made it, and the sign says why."""
    seen = 0
    for one in islice(fixture_cells.examples(source), 2):
        for place in one.places(Id)[:3]:
            row = next((i for i in range(one.top, len(one.rows)) if one.rows[i][place]), None)
            if row is None:
                continue
            rows = [list(r) for r in one.rows]
            rows[row][place] = "2.50801E+13"
            try:
                read = fixture_cells.take(one.fixture, one.content(rows), one.sheets)
            except OmniError:
                continue
            verdict = read.verdict
            if any(i.fields.get("fault", i.code) == "E_ID_DAMAGED" for i in read.issues):
                assert (verdict.kind != "original", "ids" in verdict.signs) == (True, True)
                seen += 1
    if not seen:
        pytest.skip("no id that a spreadsheet could turn into a number")


def test_a_cost_whose_thousands_were_lost_is_told_with_both_values() -> None:
    """One among equals, and a whole column of a file; the untouched file says nothing."""
    one = next(fixture_cells.examples("orderonline-orders"))
    place = [h.strip().casefold() for h in one.rows[one.top - 1]].index("cogs")
    costs = ["25000"] * (len(one.rows) - one.top)
    for spoilt, said in ((costs, 0), (["25", *costs[1:]], 1), (["25"] * len(costs), len(costs))):
        rows = [list(r) for r in one.rows]
        for row, cost in zip(rows[one.top :], spoilt, strict=True):
            row[place] = cost
        read = fixture_cells.take(one.fixture, one.content(rows), one.sheets)
        told = [i for i in read.issues if i.code == "W_COST_SMALL"]
        assert [i.fields["rows"] for i in told] == ([said] if said else [])


def test_every_kind_can_happen_to_some_source() -> None:
    """A kind that no fixture can have would test nothing."""
    names = (
        "orderonline-cod",
        "orderonline-wallet",
        "shopee-income",
        "shopee-orders",
        "scalev-orders",
        "meta-ads",
        "lazada-income",
    )
    first = [one for s in names for one in islice(fixture_cells.examples(s), 3)]
    for kind, make in kinds.KINDS.items():
        assert any(isinstance(make(one), bytes) for one in first), kind
