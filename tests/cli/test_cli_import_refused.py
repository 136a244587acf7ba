"""`omni import` and what is wrong: bad files, bad rows, and rows that come back repaired."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from canonical import Dump
from canonical import dump
from conftest import Omni
from import_files import OLE
from import_files import POT
from import_files import TWO
from import_files import Write
from import_files import kept
from import_files import one
from import_files import sheet
from ingest_builders import number
from ingest_builders import xlsx
from omnicli.workspace import Workspace
from shopee_files import Line
from shopee_files import Order
from shopee_files import export


def bad_files() -> dict[str, tuple[bytes, str]]:
    """Files no row of which may get in, and the code each is refused with."""
    good = xlsx(sheet(list(TWO)))
    numeric = sheet(list(TWO))
    for row in numeric[1:]:
        row[0] = number("576461413038785752")
    far = xlsx(
        sheet(list(TWO)),
        extra='<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    )
    encrypted = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    return {
        "kosong.xlsx": (b"", "E_FILE_EMPTY"),
        "terpotong.xlsx": (good[: len(good) // 2], "E_FILE_TRUNCATED"),
        "terkunci.xlsx": (encrypted, "E_FILE_ENCRYPTED"),
        "teks.xlsx": (b"ini bukan tabel\nhanya catatan\n", "E_UNKNOWN_FILE"),
        "platform-lain.csv": (b"Order ID,Order Status,SKU ID\r\n1,2,3\r\n", "E_UNKNOWN_FILE"),
        "tanpa-kolom.csv": (export(TWO, without=["Total Pembayaran"]), "E_COLUMN_MISSING"),
        "jauh.xlsx": (far, "E_FILE_DIMENSIONS"),
        "angka.xlsx": (xlsx(numeric), "E_ID_NUMERIC"),
    }


@pytest.mark.parametrize("name", bad_files())
def test_a_bad_file_is_refused_and_changes_nothing(
    omni: Omni, workspace: Workspace, two: Path, write: Write, name: str
) -> None:
    """A code, the place, a hint, exit 3; the warehouse and the dataroom stay as they were."""
    omni("import", two)
    before: tuple[Dump, list[str]] = dump(workspace.warehouse), kept(workspace)
    data, code = bad_files()[name]
    ran = omni("import", write(name, data), "--json")

    assert ran.code == 3
    (file,) = ran.json["files"]
    assert (file["state"], file["import_id"]) == ("rejected", None)
    (issue,) = file["issues"]
    assert issue["code"] == code
    assert name in issue["message"]
    assert issue["hint"]
    assert (dump(workspace.warehouse), kept(workspace)) == before
    printed = omni("import", write(name, data))
    assert code in printed.out + printed.err
    assert "Traceback" not in printed.out + printed.err


BAD_ROWS = [
    Order("250801AAAAAAAA"),
    Order("25080"),
    Order("250801CCCCCCCC", extra={"Harga Awal": "delapan"}),
]


def test_bad_rows_are_kept_as_issues_and_the_rest_goes_in(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    ran = omni("import", write("campur.csv", export(BAD_ROWS)), "--json")

    assert ran.code == 6
    file = ran.json["files"][0]
    assert file["rows"]["rejected"] == 2
    assert file["rows"]["inserted"] == 1
    found = [(i["code"], i["row"], i["column"], i["value"]) for i in file["issues"]]
    assert found == [
        ("E_ID_DAMAGED", 3, "No. Pesanan", "25080"),
        ("E_MONEY", 4, "Harga Awal", "delapan"),
    ]
    assert all(i["severity"] == "error" and i["hint"] for i in file["issues"])
    (raw,) = one(workspace, "SELECT raw FROM import_issues WHERE code = 'E_MONEY'")
    assert '"Harga Awal": "delapan"' in raw
    assert Path(ran.json["errors_files"][0]).is_file()


def test_rows_of_one_order_that_contradict_each_other_stay_out(omni: Omni, write: Write) -> None:
    lines = export([Order("250801AAAAAAAA"), Order("250801BBBBBBBB", lines=(Line(), POT))])
    head, first, second, third, _ = lines.split(b"\r\n")
    other = third.replace(b"2025-08-01 10:00", b"2025-08-03 10:00")
    ran = omni(
        "import", write("beda.csv", b"\r\n".join([head, first, second, other, b""])), "--json"
    )

    assert ran.code == 6
    assert {i["code"] for i in ran.json["files"][0]["issues"]} == {"E_ROWS_CONTRADICT"}
    assert [i["row"] for i in ran.json["files"][0]["issues"]] == [3, 4]


def test_strict_refuses_a_file_with_a_bad_row(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    before = dump(workspace.warehouse), kept(workspace)
    ran = omni("import", write("campur.csv", export(BAD_ROWS)), "--strict", "--json")

    assert ran.code == 3
    assert "E_STRICT" in {i["code"] for i in ran.json["files"][0]["issues"]}
    assert (dump(workspace.warehouse), kept(workspace)) == before


def test_a_file_of_bad_rows_only_is_refused(omni: Omni, write: Write) -> None:
    ran = omni("import", write("semua.csv", export(BAD_ROWS[1:])), "--json")

    assert ran.code == 3
    assert "E_NO_ROW_KEPT" in {i["code"] for i in ran.json["files"][0]["issues"]}


def repaired(path: Path, **cells: str) -> bytes:
    """The errors file as a person repairs it: some cells overwritten in every row."""
    import fastexcel

    frame = fastexcel.read_excel(path.read_bytes()).load_sheet(0, dtypes="string").to_polars()
    table: list[list[Any]] = [frame.columns]
    for row in frame.iter_rows(named=True):
        fixed = {k: v for k, v in cells.items() if row[k] in {"25080", "delapan"}}
        table.append(["" if v is None else v for v in {**row, **fixed}.values()])
    return xlsx(table)


def test_a_repaired_errors_file_closes_its_issues(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    """By reference: the damaged number itself cannot say which order it was."""
    first = omni("import", write("campur.csv", export(BAD_ROWS)), "--json")
    fixed = repaired(
        Path(first.json["errors_files"][0]),
        **{"No. Pesanan": "250801DDDDDDDD", "Harga Awal": "85.000"},
    )
    again = omni("import", write("perbaiki.xlsx", fixed), "--json")

    assert again.code == 0, again.out
    assert again.json["files"][0]["rows"]["inserted"] == 2
    closed = "SELECT COUNT(*), COUNT(closed_by) FROM import_issues WHERE severity = 'error'"
    assert one(workspace, closed) == (2, 2)

    omni("batches", "undo", "2")
    assert one(workspace, closed) == (2, 0)
    omni("batches", "redo", "2")
    assert one(workspace, closed) == (2, 2)


def test_a_fresh_download_closes_by_order_number(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    omni("import", write("campur.csv", export(BAD_ROWS)))
    omni("import", write("baru.csv", export([Order("250801CCCCCCCC")])))
    with closing(sqlite3.connect(workspace.warehouse)) as db:
        found = db.execute("SELECT code, closed_by FROM import_issues ORDER BY row_no").fetchall()

    assert found == [("E_ID_DAMAGED", None), ("E_MONEY", 2)]


def test_an_order_repaired_in_part_has_all_its_money(
    omni: Omni, workspace: Workspace, write: Write
) -> None:
    """One line of an order was bad: once repaired, the order is worth both of its lines."""
    lines = export([Order("250801AAAAAAAA", lines=(Line(), POT), voucher=5_000)])
    head, first, second, _ = lines.split(b"\r\n")
    bad = second.replace(b"157.800", b"delapan", 1)
    ran = omni("import", write("a.csv", b"\r\n".join([head, first, bad, b""])), "--json")
    amounts = "SELECT quantity, product_gross_sen / 100, net_revenue_sen / 100 FROM orders"

    assert one(workspace, amounts) == (1, 85_000, 80_000)

    fixed = repaired(Path(ran.json["errors_files"][0]), **{"Harga Awal": "157.800"})
    omni("import", write("b.xlsx", fixed))

    assert one(workspace, amounts) == (3, 400_600, 395_600)


def test_known_bytes_still_tell_of_their_rejected_rows(omni: Omni, write: Write) -> None:
    """The second import of a file with a bad row changes nothing and says what is open."""
    orders = [Order("250801AAAAAAAA"), Order("2,50801E+13")]
    omni("import", write("a.csv", export(orders)))
    again = omni("import", write("b.csv", export(orders)), "--json")

    assert again.code == 0
    (file,) = again.json["files"]
    assert file["state"] == "unchanged"
    assert (file["rows"]["read"], file["rows"]["unchanged"], file["rows"]["rejected"]) == (2, 2, 0)
    assert again.json["errors_files"] == []
    shown = omni("import", write("c.csv", export(orders)), "--lang", "en").out
    assert "1 of its rows are still rejected" in shown


@pytest.mark.parametrize(("lang", "said"), [("id", "1 ditolak"), ("en", "1 refused")])
def test_a_batch_is_summed_up_in_one_language(
    omni: Omni, two: Path, write: Write, lang: str, said: str
) -> None:
    """Files by how they ended, in the last line."""
    ran = omni("import", two, write("kosong.csv", b""), "--keep-going", "--lang", lang)

    total = ran.out.strip().splitlines()[-1]
    assert total.startswith("Batch: 2 ")
    assert said in total


@pytest.mark.parametrize("account", ["main:and:live", "a|b", "toko · dua", "", " toko", "x" * 65])
def test_an_account_that_keys_could_not_hold_is_refused(
    omni: Omni, write: Write, workspace: Workspace, account: str
) -> None:
    """`:` names parts of an ad account; `|` and `·` separate the parts of keys."""
    ran = omni("import", write("satu.csv", export(TWO)), "--account", account)

    assert (ran.code, ran.first_error) == (2, "E_ACCOUNT_NAME")
    assert not any(dump(workspace.warehouse).values())


def test_an_account_may_be_a_shops_name_or_a_banks_number(omni: Omni, write: Write) -> None:
    for account in ("Toko Bu Ani & Co.", "1370012345678", "toko-b_2 (lama)"):
        assert omni("import", write("satu.csv", export(TWO)), "--account", account).code == 0


def test_a_file_the_batch_went_on_without_is_found_afterwards(
    omni: Omni, workspace: Workspace, two: Path, write: Write
) -> None:
    """Its name, code, place and hint; it is no import, so an undo knows nothing of it."""
    bad = write("semua.csv", export(BAD_ROWS[1:]))
    empty = write("kosong.csv", b"")
    omni("import", bad, two, empty, "--keep-going")

    files = omni("batches", "show", "1", "--json").json["files"]
    assert [(f["file"], f["state"], f["import_id"]) for f in files] == [
        (two.name, "imported", 1),
        ("kosong.csv", "rejected", None),
        ("semua.csv", "rejected", None),
    ]
    assert omni("batches", "list", "--json").json[0]["files"] == 3
    found = omni("batches", "errors", "1", "--json").json
    shown = [(f["file"], f["code"]) for f in found]
    assert shown[:2] == [("semua.csv", "E_NO_ROW_KEPT"), ("semua.csv", "E_ID_DAMAGED")]
    assert shown[-1] == ("kosong.csv", "E_FILE_EMPTY")
    assert all(f["hint"] and f["message"] for f in found)
    assert [f["row"] for f in found if f["code"] == "E_ID_DAMAGED"] == [2]

    assert omni("batches", "undo", "1").code == 0
    assert one(workspace, "SELECT COUNT(*) FROM orders") == (0,)
    assert len(omni("batches", "errors", "1", "--json").json) == len(found)


def test_the_trail_names_refused_files_and_where_they_broke(
    omni: Omni, two: Path, write: Write
) -> None:
    """Also when nothing of the batch was imported; values, which may be a person's, stay out."""
    omni("import", two, write("semua.csv", export(BAD_ROWS[1:])))

    run = next(r for r in omni("audit", "list", "--json").json if r["action"] == "import.run")
    refused = next(f for f in run["detail"]["files"] if f["file"] == "semua.csv")
    assert refused["state"] == "rejected"
    place = {"row": 2, "column": "No. Pesanan"}
    assert {"code": "E_NO_ROW_KEPT"} in refused["issues"]
    assert {"code": "E_ID_DAMAGED", **place} in refused["issues"]
    assert "25080" not in str(refused)
