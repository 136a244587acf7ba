"""S1-32, S1-33: a discount per person, prices and stock for a partner, margin by partner."""

import csv
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

PHONE = "081200000021"
GOODS = ("--sku", "KOPI", "--name", "Kopi", "--price", "80000", "--cost", "30000")
ORDERS = """
Platform,No Pesanan,Tanggal,Status,Nama,No HP,SKU,Nama Produk,Jumlah,Harga Satuan,Selesai
orderonline,P1,2025-08-05 10:00,completed,Tono,081200000021,KOPI,Kopi,2,72000,2025-08-06 10:00
orderonline,P2,2025-08-06 10:00,completed,Ani,081200000022,KOPI,Kopi,1,80000,2025-08-07 10:00
"""


@pytest.fixture
def shop(omni: Omni) -> Omni:
    """A reseller with 10 %, a product with a price and a count."""
    words = ("--category", "Reseller", "--name", "Toko Tono", "--phone", PHONE)
    assert omni("customers", "add", *words, "--discount-percent", "10").code == 0
    assert omni("products", "add", *GOODS).code == 0
    count = ("--sku", "KOPI", "--pieces", "12", "--as-of", "2025-08-01")
    assert omni("stock", "add", *count).code == 0
    return omni


def test_a_partner_gets_a_sheet_of_prices_and_stock(shop: Omni, tmp_path: Path) -> None:
    assert shop("customers", "prices", PHONE, "--json").json == [
        {
            "sku": "KOPI",
            "product": "Kopi",
            "price": 80_000,
            "discount": 0.1,
            "partner_price": 72_000,
            "stock": 12,
        }
    ]
    target = tmp_path / "harga.csv"
    assert shop("customers", "prices", PHONE, "-o", target).code == 0
    with target.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Harga"], row["Harga mitra"], row["Stok"]) == ("80000", "72000", "12")
    assert shop("customers", "prices", PHONE, "-o", target).first_error == "E_OUTPUT_EXISTS"
    assert shop("customers", "prices", "081200000099").first_error == "E_PARTNER_UNKNOWN"


def test_a_phone_tells_nobody_a_name_they_may_not_see(shop: Omni, workspace: Workspace) -> None:
    assert "Toko Tono" in shop("customers", "prices", PHONE).out
    db = connect(workspace.warehouse, readonly=False)
    db.execute("UPDATE users SET role = 'cs'")
    db.close()

    shown = shop("customers", "prices", PHONE)
    assert shown.code == 0
    assert "Tono" not in shown.out


def test_the_margin_of_partners_stands_by_itself(shop: Omni, tmp_path: Path) -> None:
    """Two at 72.000 that cost 30.000 each; who is no partner is not listed."""
    (tmp_path / "orders.csv").write_text(ORDERS.lstrip(), encoding="utf-8")
    assert shop("import", "orders", tmp_path / "orders.csv").code == 0
    ran = shop("metric", "run", "profit_by_partner", "--month", "2025-08", "--json")
    (row,) = ran.json["rows"]
    assert (row["partner"], row["category"], row["discount"]) == ("Toko Tono", "reseller", 0.1)
    assert (row["revenue"], row["cogs"], row["profit"]) == (144_000, -60_000, 84_000)
