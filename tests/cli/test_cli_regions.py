"""`omni regions`: the worklist of unknown names, and mappings that hold for all orders."""

import shutil
from pathlib import Path

import pytest

from canonical import dump
from conftest import Omni
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

ORDERS = [
    Order(number="250801AAAAAAAA", city="BANDUNG"),
    Order(number="250801BBBBBBBB", city="KAB. BOGOR"),
    Order(number="250801CCCCCCCC", province="JAWA BRAT", city="KOTA MALANG", buyer="dua"),
    Order(
        number="250801DDDDDDDD",
        province="PAPUA",
        city="KAB. MERAUKE",
        buyer="tiga",
        extra={"Opsi Pengiriman": "Kilat Raya"},
    ),
]


@pytest.fixture
def shop(omni: Omni, tmp_path: Path) -> Omni:
    """A workspace with four orders, two of them with names nobody knows."""
    path = tmp_path / "pesanan.csv"
    path.write_bytes(export(ORDERS))
    assert omni("import", "shopee", path).code == 0
    return omni


def places(workspace: Workspace) -> dict[str, tuple[object, ...]]:
    """Order number's last letter → province, city, courier."""
    db = connect(workspace.warehouse, readonly=True)
    rows = db.execute("SELECT order_no, province, city, courier FROM orders").fetchall()
    db.close()
    return {row[0][-1]: row[1:] for row in rows}


def test_the_worklist_names_what_is_in_doubt_with_a_proposal(shop: Omni) -> None:
    found = {(r["kind"], r["written"]): r for r in shop("regions", "list", "--json").json}

    assert set(found) == {("city", "Bandung"), ("province", "Jawa Brat"), ("courier", "Kilat Raya")}
    assert found["city", "Bandung"]["state"] == "ambiguous"
    assert found["city", "Bandung"]["proposal"] == "Kabupaten Bandung / Kota Bandung"
    assert found["province", "Jawa Brat"]["proposal"] == "Jawa Barat"
    assert found["courier", "Kilat Raya"]["orders"] == 1
    assert "Kilat Raya" in shop("regions", "list").out


def test_the_check_counts_the_same_names(shop: Omni) -> None:
    ran = shop("check", "regions_known", "couriers_known", "--json")

    assert ran.code == 0  # a warning: data is missing, no figure is wrong
    assert [check["findings"] for check in ran.json] == [2, 1]


def test_a_province_follows_from_the_regency_on_import(shop: Omni, workspace: Workspace) -> None:
    assert places(workspace)["D"][:2] == ("Papua Selatan", "Kabupaten Merauke")


def test_a_mapping_holds_for_all_orders_and_goes_again(shop: Omni, workspace: Workspace) -> None:
    before = dump(workspace.warehouse)
    ran = shop("regions", "map", "bandung", "kota bandung", "--json")

    assert ran.json == {
        "kind": "city",
        "written": "bandung",
        "name": "Kota Bandung",
        "orders": 1,
        "state": "mapped",
    }
    assert places(workspace)["A"][:2] == ("Jawa Barat", "Kota Bandung")
    customers = dump(workspace.warehouse)["customers"]
    assert any("Kota Bandung" in row for row in customers)
    states = {r["written"]: r["state"] for r in shop("regions", "list", "--json").json}
    assert states["bandung"] == "mapped"

    assert shop("regions", "unmap", "BANDUNG").code == 0
    assert dump(workspace.warehouse) == before


def test_another_mapping_of_the_same_name_replaces_the_first(
    shop: Omni, workspace: Workspace
) -> None:
    shop("regions", "map", "Bandung", "Kota Bandung")
    shop("regions", "map", "Bandung", "Kabupaten Bandung")

    assert places(workspace)["A"][1] == "Kabupaten Bandung"


def test_provinces_and_couriers_are_mapped_too(shop: Omni, workspace: Workspace) -> None:
    assert shop("regions", "map", "Jawa Brat", "Jawa Timur").code == 0
    assert shop("regions", "map", "kilat raya", "J&T", "--courier").code == 0
    assert places(workspace)["C"][:2] == ("Jawa Timur", "Kota Malang")
    assert places(workspace)["D"][2] == "J&T"

    shop("regions", "unmap", "Kilat Raya", "--courier")
    assert places(workspace)["D"][2] is None


def test_mappings_survive_a_rebuild_and_hold_for_later_files(
    shop: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    shop("regions", "map", "Bandung", "Kota Bandung")
    later = tmp_path / "nanti.csv"
    later.write_bytes(export([Order(number="250802EEEEEEEE", city="Bandung")]))
    shop("import", "shopee", later)
    expected = dump(workspace.warehouse)

    assert places(workspace)["E"][1] == "Kota Bandung"
    assert shop("rebuild").code == 0
    assert dump(workspace.warehouse) == expected


def test_a_lost_warehouse_gets_its_mappings_back(
    shop: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    shop("regions", "map", "Bandung", "Kabupaten Bandung")
    shop("regions", "map", "Bandung", "Kota Bandung")
    shop("regions", "map", "Jawa Brat", "Jawa Timur")
    shop("regions", "unmap", "Jawa Brat")
    expected = dump(workspace.warehouse)
    shutil.move(workspace.warehouse, tmp_path / "hilang.db")
    assert shop("init", workspace.root).code == 0

    assert shop("rebuild").code == 0
    assert dump(workspace.warehouse) == expected


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("map", "Kota X", "Bandung"), "E_REGION_UNKNOWN"),
        (("map", "Kota X", "Kota Y"), "E_REGION_UNKNOWN"),
        (("map", "KAB. BOGOR", "Kota Bogor"), "E_REGION_OFFICIAL"),
        (("map", "Bandung", "Kota Surabaya"), "E_REGION_OFFICIAL"),
        (("map", "Jabar", "Jawa Timur"), "E_REGION_OFFICIAL"),
        (("map", "Kilat", "Kilat", "--courier"), "E_COURIER_UNKNOWN"),
        (("map", "JNE Reguler", "J&T", "--courier"), "E_REGION_OFFICIAL"),
        (("unmap", "Bandung"), "E_ALIAS_UNKNOWN"),
    ],
)
def test_a_mapping_that_would_change_an_official_name_is_refused(
    omni: Omni, words: tuple[str, ...], code: str
) -> None:
    ran = omni("regions", *words)

    assert (ran.code, ran.first_error) == (2, code)
