"""Every source of files has a name that a person reads, and says it itself."""

import pytest

from omnicli.reports.words import word
from omnicli.sources import registry


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_source_has_a_name_of_its_own(lang: str) -> None:
    shown = {name: word("source", name, lang) for name in registry()}

    assert [name for name, text in shown.items() if text == name] == []
    assert len(set(shown.values())) == len(shown)
    assert [text for text in shown.values() if "(" in text] == []


def test_what_is_no_source_of_files_is_named_too() -> None:
    assert word("source", "learned", "en") == "From orders"
    assert word("source", "elsewhere", "en") == "elsewhere"
