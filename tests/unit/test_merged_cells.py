"""Merged cells of the form of orders: an order over its items is meant, the rest refused."""

from pathlib import Path

import pytest
import xlsxwriter

from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry

HEADS = (
    *("Platform", "No Pesanan", "Tanggal", "Status", "Nama", "Nama Produk", "Jumlah"),
    *("Harga Satuan", "Ongkir"),
)
FIRST = ("WhatsApp", "WA-1", "2025-08-04", "selesai", "Wati", "Wajan", "1", "100000", "15000")
OTHER = ("WhatsApp", "WA-2", "2025-08-05", "selesai", "Budi", "Panci", "1", "90000", "")


def issues(tmp_path: Path, second: tuple[str, ...], merged: tuple[str, ...]) -> list[str]:
    """What reading says of two rows; the cells of `merged` reach over both."""
    path = tmp_path / "pesanan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, looks = book.add_worksheet("Pesanan"), book.add_format({"border": 1})
        for n, row in enumerate((HEADS, FIRST, second)):
            for place, text in enumerate(row):
                if n < 2 or HEADS[place] not in merged:
                    sheet.write_string(n, place, text)
        for head in merged:
            place = HEADS.index(head)
            sheet.merge_range(1, place, 2, place, FIRST[place], looks)
    read = read_file(path, None, file_name=path.name, specs=registry(), account="main")
    return [f"{i.code} {i.row} {i.column}" for i in read.issues if i.severity == "error"]


@pytest.mark.parametrize(
    "merged", [("Ongkir",), HEADS[:5], (*HEADS[:5], "Ongkir"), ("Tanggal", "Status")]
)
def test_what_an_order_has_once_may_reach_over_its_items(
    tmp_path: Path, merged: tuple[str, ...]
) -> None:
    item = (*FIRST[:2], "", "", "", "Spatula", "2", "20000", "")
    assert issues(tmp_path, item, merged) == []


@pytest.mark.parametrize("head", ["Ongkir", "Tanggal", "Harga Satuan"])
def test_a_cell_over_two_orders_is_refused_with_its_place(tmp_path: Path, head: str) -> None:
    assert issues(tmp_path, OTHER, (head,)) == [f"E_CELL_MERGED 3 {head}"]


def test_an_item_hidden_by_another_is_refused(tmp_path: Path) -> None:
    item = (*FIRST[:2], "", "", "", "Spatula", "2", "20000", "")
    assert "E_CELL_MERGED 3 Harga Satuan" in issues(tmp_path, item, ("Harga Satuan",))
