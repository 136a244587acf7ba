"""An amount of an order that lost its thousands beside others that kept them."""

from pathlib import Path

import pytest

import fixture_cells
import mutants
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry

FILE = Path(__file__).parent / "scalev-orders" / "thousands-written.csv"


def test_it_is_refused_at_its_row() -> None:
    """`150.000` became 150; the price still says `150000.00`."""
    text = FILE.read_text(encoding="utf-8").replace(";150.000;", ";150;", 1)
    with pytest.raises(OmniError) as refused:
        read_file(None, text.encode(), file_name="pesanan.csv", specs=registry())
    assert refused.value.code == "E_AMOUNTS_RESAVED"
    assert "row 2, column net_revenue: Rp150" in refused.value.message("en")


COLUMNS = {
    "shopee-orders": ("Harga Awal", "Diskon Dari Penjual"),
    "tiktok-orders": ("SKU Subtotal Before Discount", "SKU Seller Discount"),
    "mengantar-orders": ("COD", "Product Value"),
    "scalev-orders": ("gross_revenue",),
    "orderonline-orders": ("gross_revenue",),
    "orders": ("Nilai COD",),
}
"""Amounts of each source that another amount of the same row proves."""


def _amount(source: str, column: str) -> tuple[fixture_cells.Example, int, int]:
    """A fixture, the place of its column, and the first row of a thousand and more there."""
    return next(
        (e, j, i)
        for e in fixture_cells.examples(source)
        for j, head in enumerate(e.rows[e.top - 1])
        for i, row in enumerate(e.rows)
        if head == column and i >= e.top and j < len(row) and sum(c.isdigit() for c in row[j]) > 3
    )


@pytest.mark.parametrize(
    ("source", "column"), [(s, c) for s, all_ in COLUMNS.items() for c in all_]
)
def test_one_amount_of_one_row_is_refused(source: str, column: str) -> None:
    """Whichever of two amounts that belong together a spreadsheet took for a decimal."""
    one, place, at = _amount(source, column)
    rows = [list(row) for row in one.rows]
    rows[at][place] = mutants.thousandth(rows[at][place])
    with pytest.raises(OmniError) as refused:
        fixture_cells.take(one.fixture, one.content(rows), one.sheets)
    assert refused.value.code == "E_AMOUNTS_RESAVED"


THOUSANDFOLD = {
    "shopee-orders": ("Harga Awal", "Diskon Dari Penjual"),
    "tiktok-orders": ("SKU Subtotal Before Discount", "SKU Seller Discount"),
    "orderonline-orders": ("product_price", "bump_price"),
}


@pytest.mark.parametrize(
    ("source", "column"), [(s, c) for s, all_ in THOUSANDFOLD.items() for c in all_]
)
def test_one_amount_that_grew_a_thousandfold_is_refused(source: str, column: str) -> None:
    """`50,000` of a column of decimals, read as fifty thousand."""
    one, place, at = _amount(source, column)
    rows = [list(row) for row in one.rows]
    rows[at][place] += "000" if "." not in rows[at][place] else ".000"
    with pytest.raises(OmniError) as refused:
        fixture_cells.take(one.fixture, one.content(rows), one.sheets)
    assert refused.value.code == "E_AMOUNTS_RESAVED"


def test_what_buyers_paid_that_grew_everywhere_is_refused() -> None:
    """No shop's every parcel costs a thousand times its goods, printed shipping or not."""
    one, place, _ = _amount("orderonline-orders", "gross_revenue")
    rows = [
        [c + "000" if i >= one.top and j == place and c.isdigit() else c for j, c in enumerate(row)]
        for i, row in enumerate(one.rows)
    ]
    with pytest.raises(OmniError) as refused:
        fixture_cells.take(one.fixture, one.content(rows), one.sheets)
    assert refused.value.code == "E_AMOUNTS_RESAVED"


def test_a_price_that_fell_in_silence_is_what_counts() -> None:
    """Before 2021 Shopee's discount columns said nothing: the price after it decides."""
    one = next(e for e in fixture_cells.examples("shopee-orders") if "47-columns" in e.fixture.name)
    head = one.rows[one.top - 1]
    silent = [head.index(n) for n in ("Total Diskon", "Diskon Dari Penjual", "Diskon Dari Shopee")]
    rows = [
        ["0" if i >= one.top and j in silent else c for j, c in enumerate(row)]
        for i, row in enumerate(one.rows)
    ]
    found = fixture_cells.take(one.fixture, one.content(rows), one.sheets).parts[0].records
    shown = dict(found.select("order_no", "net_revenue_sen").iter_rows())
    assert shown["190804DDDDDD02"] == 13_900_000


def test_ids_that_all_lost_their_last_digits_are_refused() -> None:
    """A spreadsheet keeps fifteen digits of a number: two orders may become one."""
    one = next(e for e in fixture_cells.examples("tiktok-orders") if e.is_csv)
    rows = [list(row) for row in one.rows]
    for n, row in enumerate(rows[one.top :]):
        row[0] = f"57683{n:05d}12345000"
    found = fixture_cells.take(one.fixture, one.content(rows), one.sheets)
    assert {i.code for i in found.issues if i.severity == "error"} == {"E_ID_DAMAGED"}
