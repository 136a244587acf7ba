"""A finer but partial ads file leaves nothing out: the coarser one counts with its rest."""

from conftest import Omni
from import_files import Write

ADSETS = "Day,Campaign name,Ad set name,Amount spent (IDR)"
ADS = "Day,Campaign name,Ad set name,Ad name,Amount spent (IDR)"


def _file(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _spent(omni: Omni) -> int:
    (row,) = omni(
        "metric", "run", "spend_by_platform", "--month", "2025-08", "--format", "json"
    ).json["rows"]
    assert omni("check", "ads_left_out", "--json").json[0]["examples"] == []
    spend: int = row["spend"]
    return spend


def test_the_spend_of_other_campaigns_counts_beside_a_finer_report(
    omni: Omni, write: Write
) -> None:
    whole = _file(ADSETS, "2025-08-01,A,Minat,100000", "2025-08-01,B,Minat,200000")
    part = _file(ADS, "2025-08-01,A,Minat,Video,100000")
    assert omni("import", "meta-ads", write("adset.csv", whole)).code == 0
    assert omni("import", "meta-ads", write("ads-a.csv", part)).code == 0
    assert _spent(omni) == 300_000


def test_what_finer_rows_lack_stays_as_other_ads(omni: Omni, write: Write) -> None:
    whole = _file(ADSETS, "2025-08-01,A,Minat,100000")
    finer = _file(ADS, "2025-08-01,A,Minat,Video,60000")
    assert omni("import", "meta-ads", write("adset.csv", whole)).code == 0
    assert omni("import", "meta-ads", write("ads.csv", finer)).code == 0
    assert _spent(omni) == 100_000


def test_finer_rows_that_are_more_count_and_are_told(omni: Omni, write: Write) -> None:
    whole = _file(ADSETS, "2025-08-01,A,Minat,100000")
    finer = _file(ADS, "2025-08-01,A,Minat,Video,60000", "2025-08-01,A,Minat,Foto,70000")
    assert omni("import", "meta-ads", write("adset.csv", whole)).code == 0
    assert omni("import", "meta-ads", write("ads.csv", finer)).code == 0
    assert _spent(omni) == 130_000
    (shown,) = omni("check", "ads_finer_is_more", "--json").json[0]["examples"]
    assert (shown["reported_sen"], shown["counted_sen"]) == (100_000_00, 130_000_00)
