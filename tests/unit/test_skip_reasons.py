"""Why a row was left out is said in both languages."""

import pytest

from omnicli.sources import registry
from omnicli.ui.import_summary import _WORDS

REASONS = sorted(
    {s.reason for spec in registry().values() for part in spec.parts for s in part.skip_rows}
)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_words(reason: str) -> None:
    assert reason in _WORDS
