"""What old Tokopedia orders brought: sales once, each fee a line, taxes apart, totals proved."""

import sqlite3

import polars as pl

import source_fixtures
from conftest import Omni
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from omnicli.workspace import Workspace
from samples import sample
from source_fixtures import Sheets

FOLDER = source_fixtures.SOURCES / "tokopedia-orders"
NOVEMBER = "Tokopedia_Order_20241101-20241130.xlsx"
COMPONENTS = ("gross_sen", "shipping_sen", "fee_sen", "tax_sen", "other_sen")
HEADER = 6
"""Where the header of the sheet of fees stands, from 0."""


def _sheets(case: str) -> Sheets:
    return source_fixtures.parse((FOLDER / f"{case}.xlsx.tsv").read_text(encoding="utf-8"))


def _read(sheets: Sheets) -> ReadFile:
    data = source_fixtures.xlsx(sheets)
    return read_file(None, data, file_name="t.xlsx", specs=registry(), account="main")


def _lines(read: ReadFile) -> pl.DataFrame:
    return read.parts[1].records


def test_a_real_month_adds_up() -> None:
    """46 orders sold Rp7,285,543; 43 are completed, and their sales stand on both sheets."""
    path = sample(NOVEMBER)
    read = read_file(path, None, file_name=NOVEMBER, specs=registry(), account="main")
    lines = _lines(read)
    assert read.parts[0].money["item_subtotal_sen"].kept == 7_285_543_00
    assert read.issues == ()
    assert lines["order_no"].n_unique() == 43
    assert {c: int(lines[c].sum()) for c in ("gross_sen", "fee_sen", "tax_sen", "net_sen")} == {
        "gross_sen": 7_139_587_00,
        "fee_sen": -552_209_89,
        "tax_sen": -60_743_11,
        "net_sen": 6_526_634_00,
    }
    assert dict(read.parts[1].skipped) == {"not settled": 5}


def test_components_add_up_and_keys_are_unique() -> None:
    for case in ("48-columns-2024", "40-columns-2023-12-fees"):
        lines = _lines(_read(_sheets(case)))
        present = [name for name in COMPONENTS if name in lines.columns]
        assert lines.select(present).sum_horizontal().to_list() == lines["net_sen"].to_list()
        assert lines["line_key"].is_unique().all()


def test_a_fee_row_that_repeats_an_item_does_not_repeat_its_sales() -> None:
    """One fee less: the same sales, one line less."""
    sheets = _sheets("48-columns-2024")
    rows = sheets["Laporan Keuangan"]
    less = {**sheets, "Laporan Keuangan": [*rows[: HEADER + 1], *rows[HEADER + 2 :]]}
    before, after = _lines(_read(sheets)), _lines(_read(less))
    assert after.height == before.height - 1
    assert after["gross_sen"].sum() == before["gross_sen"].sum()


def test_two_equal_items_of_one_order_are_two_sales() -> None:
    lines = _lines(_read(_sheets("40-columns-2023-12-fees")))
    cables = lines.filter(pl.col("line_key").str.contains("Kabel Uji"))
    assert cables.filter(kind="revenue")["net_sen"].to_list() == [3_000_000, 3_000_000]
    assert cables.filter(kind="fee").height == 4


def test_row_order_does_not_matter() -> None:
    sheets = _sheets("48-columns-2024")
    rows = sheets["Laporan Keuangan"]
    turned = {**sheets, "Laporan Keuangan": [*rows[: HEADER + 1], *reversed(rows[HEADER + 1 :])]}
    same = [sorted(_lines(_read(s)).iter_rows()) for s in (sheets, turned)]
    assert same[0] == same[1]


def test_a_sheet_of_fees_that_was_cut_is_noticed() -> None:
    sheets = _sheets("48-columns-2024")
    cut = {**sheets, "Laporan Keuangan": sheets["Laporan Keuangan"][:-2]}
    assert [i.code for i in _read(sheets).issues] == []
    assert [i.code for i in _read(cut).issues] == ["W_CONTROL_TOTAL"]


def test_a_file_without_the_sheet_brings_its_orders() -> None:
    sheets = {k: v for k, v in _sheets("48-columns-2024").items() if k != "Laporan Keuangan"}
    assert [part.part.target for part in _read(sheets).parts] == ["orders"]


def test_orders_have_their_cash_after_one_import(omni: Omni, workspace: Workspace) -> None:
    """Cash revenue of Tokopedia is what the completed orders brought, counted once."""
    path = sample(NOVEMBER)
    assert [omni("import", path).code for _ in range(2)] == [0, 0]
    db = sqlite3.connect(workspace.warehouse)
    try:
        (cash,) = db.execute("SELECT SUM(net_sen) FROM v_order_cash").fetchone()
        (orders,) = db.execute("SELECT COUNT(DISTINCT order_id) FROM v_order_cash").fetchone()
    finally:
        db.close()
    assert (orders, cash) == (43, 6_526_634_00)
