"""A row of which something lost against another file is never called unchanged."""

import pytest

from conftest import Omni
from import_files import Write
from shopee_files import Line
from shopee_files import Order
from shopee_files import export

A, B = "250801AAAAAAAA", "250801BBBBBBBB"
ADS = "Campaign name,Day,Amount spent (IDR)\nA,2025-08-01,{}\nB,2025-08-01,5000\n"


def taken(omni: Omni, file: object) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Rows, skipped rows by reason, and the entities of the one target, of an import."""
    (shown,) = omni("import", str(file), "--json").json["files"]
    (entity,) = [e for name, e in shown["entities"].items() if name != "customers"]
    return shown["rows"], shown["skipped"], entity


def outcome(rows: dict[str, int]) -> tuple[int, ...]:
    return tuple(rows[c] for c in ("read", "inserted", "updated", "unchanged", "skipped"))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_older_download_of_ads_is_outweighed_where_it_says_otherwise(
    omni: Omni, write: Write, order: tuple[int, int]
) -> None:
    names = ("Iklan-2025-08-02-10_00.csv", "Iklan-2025-08-02-12_30.csv")
    files = [write(n, ADS.format(a).encode()) for n, a in zip(names, (100, 104), strict=True)]
    taken(omni, files[order[0]])
    rows, skipped, entity = taken(omni, files[order[1]])

    if order == (0, 1):
        assert outcome(rows) == (2, 0, 1, 1, 0)
        assert (skipped, entity["superseded"]) == ({}, 0)
    else:
        assert outcome(rows) == (2, 0, 0, 1, 1)
        assert (skipped, entity["superseded"]) == ({"superseded": 1}, 1)
        assert entity["unchanged"] == 1
        listed = omni("batches", "list", "--json").json[0]
        assert (listed["unchanged"], listed["skipped"]) == (1, 1)


def test_an_order_is_outweighed_by_its_status_its_items_and_what_they_cost(
    omni: Omni, write: Write
) -> None:
    """What comes first is older, by the day of the newest event in the file."""
    new = [
        Order(A, status="Selesai", completed="2025-08-09 12:00"),
        Order(B, lines=(Line(price=70_000),), completed="2025-08-09 12:00"),
    ]
    taken(omni, write("new.csv", export(new)))
    old = [
        Order(A, status="Sedang Dikirim"),
        Order(B, lines=(Line(price=60_000),), completed="2025-08-05 12:00"),
    ]
    rows, skipped, entity = taken(omni, write("old.csv", export(old)))

    assert outcome(rows) == (2, 0, 0, 0, 2)
    assert skipped == {"superseded": 2}
    assert (entity["unchanged"], entity["superseded"]) == (0, 2)


def test_what_an_older_file_leaves_empty_or_masks_is_not_outweighed(
    omni: Omni, write: Write
) -> None:
    day = "2025-08-09 12:00"
    taken(omni, write("new.csv", export([Order(A, completed=day), Order(B, completed=day)])))
    old = export([Order(A, city="", completed=day)])
    rows, skipped, _ = taken(omni, write("old.csv", old))

    assert outcome(rows) == (1, 0, 0, 1, 0)
    assert skipped == {}


def test_the_account_of_an_import_says_so_in_both_languages(omni: Omni, write: Write) -> None:
    for name, amount in (("A-2025-08-02-12_30.csv", 104), ("A-2025-08-02-10_00.csv", 100)):
        path = write(name, ADS.format(amount).encode())
        ran = omni("import", path)
    assert "dilewati   nilai lain yang berlaku 1" in ran.out
    assert "1 tetap + 0 ditolak + 1 dilewati" in ran.out
    path = write("A-2025-08-02-09_00.csv", ADS.format(99).encode())
    assert "another value stands 1" in omni("import", path, "--lang", "en").out
