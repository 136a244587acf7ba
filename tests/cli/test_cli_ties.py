"""Two files of one age that disagree are told, with both values, in either order."""

import os
import zipfile
from pathlib import Path

import pytest

from conftest import Omni
from import_files import Write

ADS = "Campaign name,Day,Amount spent (IDR)\nA,2025-08-01,{}\n"


@pytest.mark.parametrize("amounts", [(100_000, 104_500), (104_500, 100_000)])
def test_a_file_of_the_same_age_that_says_otherwise_is_told(
    omni: Omni, write: Write, amounts: tuple[int, int]
) -> None:
    one, two = (write(f"{a}.csv", ADS.format(a).encode()) for a in amounts)
    assert omni("import", one).code == 0
    ran = omni("import", two, "--format", "json")
    (issue,) = ran.json["files"][0]["issues"]
    assert issue["code"] == "W_TIE"
    assert all(f"{a:,}".replace(",", ".") in issue["message"] for a in amounts)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_later_export_wins_by_the_time_in_its_name(
    omni: Omni, write: Write, order: tuple[int, int]
) -> None:
    """And both values stay told after everything was read again."""
    files = [
        write("Iklan-2025-08-02-10_00.csv", ADS.format(104_500).encode()),
        write("Iklan-2025-08-02-12_30.csv", ADS.format(100_000).encode()),
    ]
    for nth in order:
        assert omni("import", files[nth]).code == 0
    sql = "SELECT SUM(spend_sen) / 100 AS spend FROM ad_performance"
    issues = "SELECT COUNT(*) AS n FROM import_issues WHERE code = 'W_TIE'"

    def stored(query: str) -> object:
        (row,) = omni("sql", query, "--format", "json").json
        return row

    assert stored(sql) == {"spend": 100_000}
    assert stored(issues) == {"n": 1}
    assert omni("rebuild").code == 0
    assert stored(sql) == {"spend": 100_000}
    assert stored(issues) == {"n": 1}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_later_file_wins_where_no_export_says_when_it_was_made(
    omni: Omni, write: Write, order: tuple[int, int]
) -> None:
    """By the time noted at the import, so that another copy or a rebuild changes nothing."""
    files = [write(f"{a}.csv", ADS.format(a).encode()) for a in (104_500, 100_000)]
    for day, file in enumerate(files, start=1):
        os.utime(file, (1_756_700_000 + day, 1_756_700_000 + day))
    for nth in order:
        assert omni("import", files[nth]).code == 0
    spent = "SELECT SUM(spend_sen) / 100 AS spend FROM ad_performance"

    def stored() -> object:
        return omni("sql", spent, "--format", "json").json

    assert stored() == [{"spend": 100_000}]
    os.utime(files[0], (1_800_000_000, 1_800_000_000))
    batch = str(order.index(0) + 1)
    assert omni("batches", "undo", batch, "--yes").code == 0
    assert omni("import", files[0]).code == 0
    assert omni("rebuild").code == 0
    assert stored() == [{"spend": 100_000}]


def test_a_time_inside_an_archive_counts_like_that_of_a_file(omni: Omni, tmp_path: Path) -> None:
    """Members of a zip have no other."""
    packed = tmp_path / "unduhan.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for amount, day in ((100_000, 9), (104_500, 8)):
            entry = zipfile.ZipInfo(f"{amount}.csv", (2025, 8, day, 10, 0, 0))
            archive.writestr(entry, ADS.format(amount))
    ran = omni("import", packed, "--format", "json")
    (issue,) = [i for f in ran.json["files"] for i in f["issues"]]
    assert "belanja iklan" in issue["message"]
    (row,) = omni(
        "sql", "SELECT SUM(spend_sen) AS sen FROM ad_performance", "--format", "json"
    ).json
    assert row == {"sen": 10_000_000}


def test_both_files_in_one_batch_are_told_and_equal_ones_are_not(omni: Omni, write: Write) -> None:
    one, two = (write(f"{a}.csv", ADS.format(a).encode()) for a in (100_000, 104_500))
    ran = omni("import", one, two, "--format", "json")
    assert [len(f["issues"]) for f in ran.json["files"]] == [0, 1]
    same = write("lagi.csv", (ADS.format(5_000) + "B,2025-08-02,1\n").encode())
    assert omni("import", same, "--format", "json").json["files"][0]["issues"] == []
