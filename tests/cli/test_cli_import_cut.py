"""Downloads that broke off: left out of a folder with one line, refused where they are named."""

import pytest

import biff
import pdf_files
from conftest import Omni
from import_files import TWO
from import_files import Write
from ingest_builders import xlsx
from shopee_files import export

SHEETS = b"urn:schemas-microsoft-com:office:spreadsheet"
WORKBOOK = xlsx([["No. Pesanan"], *[[str(n)] for n in range(99)]])
OLD_WORKBOOK = biff.xls({"orders": [["No. Pesanan"], *[[str(n)] for n in range(999)]]})
BROKE_OFF = {
    "a.xlsx": WORKBOOK[: len(WORKBOOK) // 2],
    "ekor.xlsx": WORKBOOK[:-9],
    "lama.xls": OLD_WORKBOOK[: len(OLD_WORKBOOK) // 2],
    "tabel.xls": b"<html><table><tr><td>No. Pesanan</td></tr><tr><td>2508",
    "lembar.xls": b'<?xml version="1.0"?><Workbook xmlns="%s">' % SHEETS,
    "mutasi.pdf": pdf_files.scanned()[:300],
    "semua.zip": b"PK\x03\x04" + bytes(200),
    "kosong.csv": b"",
    "nol.xlsx": bytes(4096),
    "dua.csv.crdownload": export([TWO[1]]),
    "tiga.xlsx.part": b"",
}
"""Downloads that did not finish: nothing in them can be recognised."""


def test_downloads_that_broke_off_are_left_out_of_a_folder(omni: Omni, write: Write) -> None:
    folder = write(f"unduhan/{TWO[0].number}.csv", export([TWO[0]])).parent
    for name, data in BROKE_OFF.items():
        write(f"unduhan/{name}", data)
    write("unduhan/~$a.xlsx", b"")
    ran = omni("import", "auto", folder, "--json")

    assert ran.code == 6, ran.json
    assert [f["state"] for f in ran.json["files"]] == ["imported"]
    (note,) = ran.json["notes"]
    assert note["code"] == "W_NO_EXPORT"
    assert ", ".join(sorted(BROKE_OFF)) in note["message"]


@pytest.mark.parametrize("name", BROKE_OFF)
def test_a_download_that_broke_off_is_refused_by_its_name(
    omni: Omni, write: Write, name: str
) -> None:
    ran = omni("import", write(name, BROKE_OFF[name]), "--json")
    empty = not BROKE_OFF[name].strip(b"\0") and not name.endswith(".part")

    assert ran.code == 3
    (issue,) = ran.json["files"][0]["issues"]
    cut = "E_PDF_CUT" if name.endswith(".pdf") else "E_FILE_TRUNCATED"
    assert issue["code"] == ("E_FILE_EMPTY" if empty else cut)
