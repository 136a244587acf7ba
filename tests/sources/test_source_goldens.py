"""Every fixture is read as its golden says, by the source whose folder it lies in."""

import re
from pathlib import Path

import pytest

from goldens import golden_path
from goldens import main
from goldens import read
from goldens import render
from omnicli.domain.errors import OmniError
from source_fixtures import fixtures

FIXTURES = fixtures()
NAMES = [f"{path.parent.name}/{path.name}" for path in FIXTURES]


INDONESIAN = re.compile(r"Rp\d{1,3}\.\d{3}\b")
ENGLISH = re.compile(r"Rp\d{1,3},\d{3}\b")
PAIRS = re.compile(r"\b(?:bruto|bersih|isi|berkas|mutasi|saldo\w*) / \w+")


def mixed(error: OmniError) -> bool:
    """Whether a message has an amount or a word of the other language.

    `Rp1.234,50` in Indonesian, `Rp1,234.50` in English; words are a pair to choose from.
    """
    english, indonesian = error.message("en"), error.message("id")
    wrong = INDONESIAN.search(english) or ENGLISH.search(indonesian) or PAIRS.search(english)
    return wrong is not None


@pytest.mark.parametrize("fixture", FIXTURES, ids=NAMES)
def test_a_fixture_reads_as_its_golden(fixture: Path) -> None:
    """The claim, the account of rows and money, every record, item and issue; one language each."""
    found = read(fixture)
    assert render(found) == golden_path(fixture).read_text(encoding="utf-8")
    errors = [found] if isinstance(found, OmniError) else [i.error() for i in found.issues]
    assert [error.message("en") for error in errors if mixed(error)] == []


def test_a_message_of_two_languages_is_noticed() -> None:
    both = ("Rp1.234", "Rp1,234")
    assert not mixed(OmniError("E_MONEY", value=both))
    assert mixed(OmniError("E_MONEY", value="Rp1.234"))
    assert mixed(OmniError("E_MONEY", value="Rp1,234"))
    assert mixed(OmniError("E_MONEY", value="berkas / file"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=NAMES)
def test_a_fixture_is_claimed_by_its_own_source(fixture: Path) -> None:
    """The golden's first line names the folder's source, or the file is meant to be refused."""
    first = golden_path(fixture).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith((f"{fixture.parent.name} · ", "refused E_"))
    assert fixture.name.startswith("refused-") == first.startswith("refused ")


def test_no_golden_is_left_without_its_fixture() -> None:
    """A renamed fixture must take its golden along."""
    folder = Path(__file__).parent
    assert {golden_path(f) for f in FIXTURES} == set(folder.glob("*/*.golden.txt"))


def test_an_existing_golden_is_only_replaced_by_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regenerating must not hide a change: without `--force` the old text stays."""
    fixture = tmp_path / "usd.csv"
    fixture.write_text("Day,Campaign name,Amount spent (USD)\n2025-08-01,Test,61.44\n")
    monkeypatch.setattr("goldens.fixtures", lambda: [fixture])
    golden_path(fixture).write_text("what it used to be\n")
    assert main([]) == 1
    assert golden_path(fixture).read_text() == "what it used to be\n"
    assert main(["--force"]) == 0
    assert golden_path(fixture).read_text().startswith("refused E_CURRENCY")
