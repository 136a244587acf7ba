"""Ids of campaigns, ad sets and ads that a spreadsheet destroyed: their rows are refused."""

import pytest

from ingest_builders import csv_bytes
from ingest_builders import number
from ingest_builders import xlsx
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry

PERIOD = ("2025-08-01", "2025-08-31")
LOST = "1.76E+18"
WHOLE = "1761234567890123456"
TIKTOK = ["Campaign name", "Campaign ID", "Ad group name", "Ad group ID", "By Day", "Cost"]
GMV_MAX = ["Nama kampanye", "ID produk", "Judul video", "ID video", "Pesanan SKU", "Biaya"]
META = ["Campaign name", "Campaign ID", "Ad set name", "Ad set ID", "Day", "Amount spent (IDR)"]
ROWS = {
    "tiktok-ads": (TIKTOK, ["A", WHOLE, "G", WHOLE, "2025-08-03", "100.5"]),
    "tiktok-ads gmv-max": (GMV_MAX, ["A", WHOLE, "v", WHOLE, "1", "100.5"]),
    "meta-ads": (META, ["A", WHOLE, "G", WHOLE, "2025-08-03", "1000"]),
}
IDS = [(name, j) for name, (head, _) in ROWS.items() for j, h in enumerate(head) if "ID" in h]


def _read(data: bytes, name: str) -> ReadFile:
    return read_file(None, data, file_name=name, specs=registry(), account="main", period=PERIOD)


def _codes(read: ReadFile) -> list[tuple[str, int | None]]:
    return [(i.code, i.row) for i in read.issues if i.severity == "error"]


@pytest.mark.parametrize(("name", "place"), [x for x in IDS if "IDR" not in ROWS[x[0]][0][x[1]]])
def test_a_damaged_id_refuses_its_row(name: str, place: int) -> None:
    """Its name instead would name one campaign twice: other exports tell its id."""
    head, good = ROWS[name]
    bad = [LOST if j == place else cell for j, cell in enumerate(good)]
    read = _read(csv_bytes([head, good, bad]), "a.csv")

    assert read.spec.name == name.split(maxsplit=1)[0]
    assert _codes(read) == [("E_ID_DAMAGED", 3)]
    assert read.parts[0].records.height == 1


@pytest.mark.parametrize("name", ROWS)
def test_an_id_stored_as_a_long_number_refuses_its_row(name: str) -> None:
    head, good = ROWS[name]
    bad = [number(cell) if j == 1 else cell for j, cell in enumerate(good)]
    read = _read(xlsx([head, good, bad]), "a.xlsx")

    assert _codes(read) == [("E_ID_PRECISION", 3)]
