"""An ad renamed between two downloads counts twice, and `omni check` says so."""

from typing import Any

import pytest

from conftest import Omni
from import_files import Write

HEAD = "Day,Campaign name,Ad set name,Ad name,Amount spent (IDR),Impressions"
KEPT = "2025-08-01,Prospek,Lookalike,Video B,20000,900"


def _file(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows, ""]).encode()


def _found(omni: Omni) -> list[dict[str, Any]]:
    (checked,) = omni("check", "ads_renamed", "--json").json
    examples: list[dict[str, Any]] = checked["examples"]
    return examples


def test_a_renamed_ad_is_told_with_both_names(omni: Omni, write: Write) -> None:
    first = _file("2025-08-01,Prospek,Lookalike,Video A,10000,500", KEPT)
    again = _file("2025-08-01,Prospek,Lookalike,Video A (baru),10000,500", KEPT)
    assert omni("import", write("senin.csv", first)).code == 0
    assert _found(omni) == []
    assert omni("import", write("selasa.csv", again)).code == 0

    (found,) = _found(omni)
    assert {found["was"], found["now"]} == {
        "Prospek / Lookalike / Video A",
        "Prospek / Lookalike / Video A (baru)",
    }
    assert found["spend_sen"] == 10_000_00


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("2025-08-01,Prospek,Lookalike,Video C,10000,501", "other impressions"),
        ("2025-08-02,Prospek,Lookalike,Video C,10000,500", "another day"),
        ("2025-08-01,Lain,Minat,Video C,10000,500", "more than the name differs"),
    ],
)
def test_two_ads_that_differ_otherwise_are_two_ads(
    omni: Omni, write: Write, other: str, why: str
) -> None:
    first = _file("2025-08-01,Prospek,Lookalike,Video A,10000,500")
    for name, data in (("senin.csv", first), ("selasa.csv", _file(other))):
        assert omni("import", write(name, data)).code == 0
    assert _found(omni) == [], why


def test_two_like_ads_of_one_file_are_two_ads(omni: Omni, write: Write) -> None:
    both = [f"2025-08-01,Prospek,Lookalike,Video {name},10000,500" for name in "AB"]
    assert omni("import", write("senin.csv", _file(*both))).code == 0
    assert _found(omni) == []
