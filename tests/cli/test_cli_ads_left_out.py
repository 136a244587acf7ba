"""Spend that a finer but partial ads file leaves out is told by `omni check`."""

from typing import Any

from conftest import Omni
from import_files import Write

ADSETS = "Day,Campaign name,Ad set name,Amount spent (IDR)"
ADS = "Day,Campaign name,Ad set name,Ad name,Amount spent (IDR)"


def _file(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _found(omni: Omni) -> list[dict[str, Any]]:
    (checked,) = omni("check", "ads_left_out", "--json").json
    examples: list[dict[str, Any]] = checked["examples"]
    return examples


def test_the_spend_of_other_campaigns_is_told(omni: Omni, write: Write) -> None:
    whole = _file(ADSETS, "2025-08-01,A,Minat,100000", "2025-08-01,B,Minat,200000")
    part = _file(ADS, "2025-08-01,A,Minat,Video,100000")
    assert omni("import", "meta-ads", write("adset.csv", whole)).code == 0
    assert _found(omni) == []
    assert omni("import", "meta-ads", write("ads-a.csv", part)).code == 0

    (found,) = _found(omni)
    assert (found["coarser_level"], found["counted_level"]) == ("adset", "ad")
    assert found["left_out_sen"] == 200_000_00


def test_the_same_spend_in_finer_rows_is_none(omni: Omni, write: Write) -> None:
    whole = _file(ADSETS, "2025-08-01,A,Minat,100000")
    finer = _file(ADS, "2025-08-01,A,Minat,Video,60000", "2025-08-01,A,Minat,Foto,40000")
    assert omni("import", "meta-ads", write("adset.csv", whole)).code == 0
    assert omni("import", "meta-ads", write("ads.csv", finer)).code == 0

    assert _found(omni) == []
