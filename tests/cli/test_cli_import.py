"""`omni import` on the command line: what it accepts, refuses, keeps, and says of it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from canonical import dump
from conftest import Omni
from import_files import TWO
from import_files import Write
from import_files import kept
from import_files import one
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export
from source_fixtures import SOURCES


def test_json_accounts_for_rows_entities_and_money(omni: Omni, two: Path) -> None:
    """Order-level amounts once per order, in rupiah, under their canonical names."""
    ran = omni("import", two, "--json")

    assert ran.code == 0
    assert ran.json["batch"] == 1
    (file,) = ran.json["files"]
    assert (file["file"], file["source"], file["state"]) == ("dua.csv", "shopee-orders", "imported")
    assert file["import_id"] == 1
    assert file["rows"] == {
        "read": 3, "inserted": 3, "updated": 0, "unchanged": 0, "rejected": 0, "skipped": 0,
    }  # fmt: skip
    assert file["entities"]["orders"] == {
        "inserted": 2, "updated": 0, "unchanged": 0, "superseded": 0,
    }  # fmt: skip
    items = 85_000 + 315_600 + 85_000
    assert file["money"]["subtotal"] == items
    assert file["money"]["buyer_total"] == items - 5_000
    assert file["money"]["net_revenue"] == items - 5_000
    assert file["money"]["seller_discount"] == 5_000
    assert "unit_price" not in file["money"]
    assert file["issues"] == []


def test_the_money_told_is_the_money_stored(omni: Omni, workspace: Workspace, two: Path) -> None:
    money = omni("import", two, "--json").json["files"][0]["money"]
    names = ("buyer_total", "net_revenue", "seller_discount", "product_gross", "shipping_cost")
    stored = one(workspace, "SELECT " + ", ".join(f"SUM({n}_sen) / 100" for n in names)
                 + " FROM orders")  # fmt: skip

    assert stored == tuple(money[n] for n in names)


def test_the_same_bytes_again_are_unchanged_under_any_name(
    omni: Omni, workspace: Workspace, two: Path, write: Write
) -> None:
    first = omni("import", two, "--json").json["files"][0]
    before = dump(workspace.warehouse), kept(workspace)[:-1]
    again = omni("import", write("lain.xlsx", two.read_bytes()), "--json")

    assert again.code == 0
    file = again.json["files"][0]
    assert (file["state"], file["import_id"]) == ("unchanged", 1)
    assert file["rows"] == {**dict.fromkeys(first["rows"], 0), "read": 3, "unchanged": 3}
    assert file["money"] == first["money"]
    assert (dump(workspace.warehouse), kept(workspace)[:-1]) == before


def test_a_header_without_rows_is_imported(omni: Omni, write: Write) -> None:
    ran = omni("import", write("kosong.csv", export(TWO).split(b"\r\n")[0] + b"\r\n"), "--json")

    assert ran.code == 0
    assert ran.json["files"][0]["state"] == "imported"
    assert ran.json["files"][0]["rows"]["read"] == 0


def test_a_dry_run_leaves_no_trace_but_its_audit(
    omni: Omni, workspace: Workspace, two: Path
) -> None:
    before = dump(workspace.warehouse), kept(workspace)
    ran = omni("import", two, "--dry-run", "--json")

    assert (ran.code, ran.json["batch"], ran.json["dry_run"]) == (0, None, True)
    assert ran.json["files"][0]["import_id"] is None
    assert ran.json["files"][0]["rows"]["inserted"] == 3
    assert (dump(workspace.warehouse), kept(workspace)) == before
    for table in ("import_batches", "import_files", "decisions", "import_issues", "row_origins"):
        assert one(workspace, f"SELECT COUNT(*) FROM {table}") == (0,)


def test_several_files_are_one_batch(omni: Omni, write: Write) -> None:
    paths = [write(f"{o.number}.csv", export([o])) for o in TWO]
    ran = omni("import", "shopee", *paths, "--json")

    assert ran.code == 0
    assert ran.json["batch"] == 1
    assert [f["import_id"] for f in ran.json["files"]] == [1, 2]


def test_one_refused_file_refuses_the_batch(
    omni: Omni, workspace: Workspace, two: Path, write: Write
) -> None:
    before = dump(workspace.warehouse), kept(workspace)
    ran = omni("import", two, write("rusak.csv", b""), "--json")

    assert ran.code == 3
    assert [f["state"] for f in ran.json["files"]] == ["rejected", "rejected"]
    assert [f["issues"][0]["code"] for f in ran.json["files"]] == [
        "E_BATCH_REJECTED",
        "E_FILE_EMPTY",
    ]
    assert (dump(workspace.warehouse), kept(workspace)) == before


def test_keep_going_imports_the_rest_and_says_so(omni: Omni, two: Path, write: Write) -> None:
    ran = omni("import", two, write("rusak.csv", b""), "--keep-going", "--json")

    assert ran.code == 6
    assert [f["state"] for f in ran.json["files"]] == ["imported", "rejected"]


def test_keep_going_with_nothing_left_is_a_refusal(omni: Omni, write: Write) -> None:
    paths = [write("a.csv", b""), write("b.csv", b"x")]

    assert omni("import", *paths, "--keep-going").code == 3


def test_a_folder_is_all_its_files_but_hidden_ones(omni: Omni, write: Write) -> None:
    for order in TWO:
        folder = write(f"unduhan/{order.number}.csv", export([order])).parent
    write("unduhan/.tersembunyi.csv", b"")
    write("unduhan/~$kunci.xlsx", b"")
    ran = omni("import", "auto", folder, "--json")

    assert ran.code == 0
    assert [f["file"] for f in ran.json["files"]] == ["250801AAAAAAAA.csv", "250801BBBBBBBB.csv"]


def test_what_is_no_export_in_a_folder_is_left_out(omni: Omni, write: Write) -> None:
    folder = write(f"unduhan/{TWO[0].number}.csv", export([TWO[0]])).parent
    write("unduhan/catatan.txt", b"besok kirim paket\n")
    write("unduhan/foto.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    write("unduhan/orders.xlsx.crdownload", export([TWO[1]]))
    os.mkfifo(folder / "pipa.csv")
    ran = omni("import", "auto", folder, "--json")

    assert ran.code == 6
    assert [f["state"] for f in ran.json["files"]] == ["imported"]
    (note,) = ran.json["notes"]
    assert note["code"] == "W_NO_EXPORT"
    assert "catatan.txt, foto.png, orders.xlsx.crdownload, pipa.csv" in note["message"]


def test_an_export_with_a_fault_in_a_folder_still_stops_the_rest(omni: Omni, write: Write) -> None:
    folder = write(f"unduhan/{TWO[0].number}.csv", export([TWO[0]])).parent
    write("unduhan/catatan.txt", b"besok kirim paket\n")
    write("unduhan/rusak.csv", export([TWO[1]]).replace(b"No. Pesanan", b"Nomor"))
    ran = omni("import", "auto", folder, "--json")

    assert ran.code == 3
    assert {f["state"] for f in ran.json["files"]} == {"rejected"}


def test_a_bug_in_one_file_does_not_take_the_others(
    omni: Omni, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omnicli.ingest import pipeline
    from omnicli.services import importing

    paths = [write(f"{order.number}.csv", export([order])) for order in TWO]
    whole = pipeline.read_file

    def stumble(*given: object, file_name: str, **more: object) -> object:
        if file_name == paths[0].name:
            raise ZeroDivisionError
        return whole(*given, file_name=file_name, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_file", stumble)
    assert omni("import", *paths).code == 70
    ran = omni("import", *paths, "--keep-going", "--json")

    assert ran.code == 6
    assert [f["state"] for f in ran.json["files"]] == ["rejected", "imported"]
    assert ran.json["files"][0]["issues"][0]["code"] == "E_BUG"


def test_an_empty_folder_is_refused(omni: Omni, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    ran = omni("import", tmp_path / "kosong")

    assert (ran.code, ran.first_error) == (3, "E_EMPTY_FOLDER")


@pytest.mark.parametrize("hint", ["auto", "shopee", "shopee-orders"])
def test_a_file_may_be_announced(omni: Omni, two: Path, hint: str) -> None:
    assert omni("import", hint, two, "--json").json["files"][0]["source"] == "shopee-orders"


def test_a_misspelt_platform_gets_the_nearest(omni: Omni, two: Path) -> None:
    ran = omni("import", "shope", two)

    assert (ran.code, ran.first_error) == (2, "E_SOURCE_UNKNOWN")
    assert "shopee" in ran.err


def test_a_platform_without_a_file_is_a_usage_error(omni: Omni) -> None:
    assert omni("import", "shopee").code == 2


def test_a_file_of_another_platform_than_announced_is_refused(omni: Omni, two: Path) -> None:
    ran = omni("import", "meta-ads", two, "--json")

    assert ran.code == 3
    assert ran.json["files"][0]["issues"][0]["hint"]


def test_a_missing_file_is_refused_by_its_path(omni: Omni, tmp_path: Path) -> None:
    ran = omni("import", tmp_path / "tidak ada.xlsx", "--json")

    assert ran.code == 3
    (issue,) = ran.json["files"][0]["issues"]
    assert issue["code"] == "E_FILE_NOT_FOUND"
    assert "tidak ada.xlsx" in issue["message"]


def test_a_dash_reads_standard_input(omni: Omni, workspace: Workspace) -> None:
    ran = omni("import", "-", "--json", stdin=export(TWO).decode())

    assert ran.code == 0
    assert one(workspace, "SELECT COUNT(*) FROM orders") == (2,)


def test_two_accounts_stay_two_shops(omni: Omni, workspace: Workspace, two: Path) -> None:
    omni("import", two)
    ran = omni("import", two, "--account", "toko-b", "--json")

    assert ran.json["files"][0]["state"] == "imported"
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        counts = db.execute("SELECT account, COUNT(*) FROM orders GROUP BY 1").fetchall()
    assert counts == [("main", 2), ("toko-b", 2)]


def test_effective_at_decides_which_file_is_newer(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    """A file declared older loses, though it is imported later."""
    omni("import", write("a.csv", export([Order("250801AAAAAAAA", city="KOTA BOGOR")])))
    omni(
        "import",
        write("b.csv", export([Order("250801AAAAAAAA", city="KOTA BANDUNG")])),
        "--effective-at",
        "2025-07-01",
    )

    assert "Bogor" in one(workspace, "SELECT city FROM orders")[0]


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--effective-at", "kemarin", "E_EFFECTIVE_AT"),
        ("--period", "agustus", "E_PERIOD"),
        ("--period", "2025-08-31..2025-08-01", "E_PERIOD"),
        ("--period", "2025-13", "E_PERIOD"),
    ],
)
def test_bad_options_are_usage_errors(
    omni: Omni, two: Path, option: str, value: str, code: str
) -> None:
    ran = omni("import", two, option, value)

    assert (ran.code, ran.first_error) == (2, code)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_summary_says_what_changed_without_noise(omni: Omni, write: Write, lang: str) -> None:
    """Status changes as counts of old → new; no technical siblings of dates."""
    numbers = [f"250801AAAAAA{i:02}" for i in range(30)]
    omni("import", write("a.csv", export([Order(n, status="Sedang Dikirim") for n in numbers])))
    new = [Order(n, status="Selesai", completed="2025-08-05 12:00") for n in numbers]
    ran = omni("import", write("b.csv", export(new)), "--lang", lang)

    step, changed = {
        "id": ("Dikirim → Selesai ×30", "waktu selesai 30"),
        "en": ("Shipped → Completed ×30", "completed at 30"),
    }[lang]
    assert step in ran.out
    assert changed in ran.out
    assert "_day" not in ran.out
    assert "_date" not in ran.out
    assert "_sen" not in ran.out
    assert ("Rp2.550.000" if lang == "id" else "Rp2,550,000") in ran.out


def test_a_summary_is_printed_for_every_ending(omni: Omni, two: Path, write: Write) -> None:
    ran = omni("import", two, write("rusak.csv", b""), "--keep-going")

    assert "dua.csv" in ran.out
    assert "rusak.csv" in ran.err
    assert "E_FILE_EMPTY" in ran.err


def test_another_period_for_the_same_bytes_is_said_to_have_no_effect(omni: Omni) -> None:
    named = "cpc-preamble-cut-off.2025-08-01..2025-08-31.csv"
    file = SOURCES / "shopee-ads" / named
    assert omni("import", file, "--period", "2025-08").code == 0

    again = omni("import", file, "--period", "2025-08", "--json")
    assert (again.code, again.json["files"][0]["issues"]) == (0, [])
    other = omni("import", file, "--period", "2025-09", "--json")
    assert other.code == 0
    (issue,) = other.json["files"][0]["issues"]
    assert issue["code"] == "W_IMPORTED_OTHERWISE"
    assert "2025-08-01..2025-08-31" in issue["message"]
    assert "omni batches undo 1" in issue["hint"]
