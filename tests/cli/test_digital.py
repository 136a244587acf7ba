"""An order of nothing but digital products takes the digital way of S4-37 and S4-38: no parcel."""

from pathlib import Path

import pytest

from conftest import Omni

HEAD = "Platform,No Pesanan,Tanggal,Status,Nama,No HP,Metode Bayar,SKU,Nama Produk,Jumlah"
ORDERS = f"""{HEAD},Harga Satuan
manual,D1,2025-11-11 09:00,confirmed,Ani,081200000001,transfer,EBOOK,E-book,1,60000
manual,M1,2025-11-11 09:00,confirmed,Budi,081200000002,transfer,EBOOK,E-book,1,60000
manual,M1,2025-11-11 09:00,confirmed,Budi,081200000002,transfer,KOPI,Kopi,1,85000
manual,P1,2025-11-11 09:00,confirmed,Citra,081200000003,transfer,KOPI,Kopi,1,85000
"""
PRODUCTS = "SKU,Nama,Harga,HPP,Jenis\nEBOOK,E-book,60000,0,{kind}\nKOPI,Kopi,85000,42000,fisik\n"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shop(omni: Omni, tmp_path: Path) -> Omni:
    assert omni("import", "orders", put(tmp_path, "pesanan.csv", ORDERS)).code == 0
    return omni


def kinds(omni: Omni) -> dict[str, str]:
    sql = "SELECT order_no, product_kind FROM v_orders ORDER BY order_no"
    rows = omni("sql", sql, "--json").json
    return {row["order_no"]: row["product_kind"] for row in rows}


def test_s4_37_and_38_the_flag_of_the_product_makes_the_order_digital(
    shop: Omni, tmp_path: Path
) -> None:
    assert kinds(shop) == {"D1": "physical", "M1": "physical", "P1": "physical"}
    digital = put(tmp_path, "produk.csv", PRODUCTS.format(kind="digital"))
    assert shop("import", "products", digital).code == 0
    # One of its items needs a parcel: then the order does.
    assert kinds(shop) == {"D1": "digital", "M1": "physical", "P1": "physical"}

    # Confirmed and paid, it is completed without being shipped; a physical one is not.
    assert shop("orders", "status", "manual:P1", "completed").code != 0
    assert shop("orders", "status", "manual:D1", "completed").code == 0
    rows = shop("orders", "list", "--json").json
    listed = {row["order_no"]: row["status"] for row in rows["orders"]}
    assert (listed["D1"], listed["P1"]) == ("completed", "confirmed")


def test_a_product_that_is_physical_again_takes_its_orders_along(
    shop: Omni, tmp_path: Path
) -> None:
    path = put(tmp_path, "produk.csv", PRODUCTS.format(kind="digital"))
    assert shop("import", "products", path).code == 0
    edited = shop("products", "edit", "EBOOK", "--kind", "fisik")
    assert edited.code == 0, edited.err
    assert set(kinds(shop).values()) == {"physical"}
