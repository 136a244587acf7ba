"""Each kind of fault of `tests/kinds.py` on every source: never other figures without a word.

A new source gets them by having a fixture.
"""

from itertools import islice

import pytest

import fixture_cells
import kinds
from campaign import share

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


def test_every_kind_can_happen_to_some_source() -> None:
    """A kind that no fixture can have would test nothing."""
    names = (
        "orderonline-cod",
        "orderonline-wallet",
        "shopee-income",
        "shopee-orders",
        "scalev-orders",
    )
    first = [one for s in names for one in islice(fixture_cells.examples(s), 3)]
    for kind, make in kinds.KINDS.items():
        assert any(isinstance(make(one), bytes) for one in first), kind
