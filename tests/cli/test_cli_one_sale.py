"""A sale of OrderOnline shipped by Mengantar: two files, one sale, its courier, status and cost."""

from pathlib import Path

import pytest

from canonical import dump
from conftest import Omni
from omnicli.workspace import Workspace

SALES = (
    "order_id,product,product_code,variation,quantity,weight,product_price,cogs,bump,bump_price,"
    "notes,comments,gross_revenue,net_revenue,payment_method,payment_status,status,name,phone,"
    "email,address,province,city,subdistrict,zip,courier,receipt_number,handled_by,utm_source,"
    "utm_campaign,created_at,paid_at\n"
    "A1-1,Wajan,WG-28,-,1,900,189000,82000,-,-,-,-,214500,189000,cod,unpaid,processing,Sari,"
    "6281234567001,-,Jl. Contoh 1,Jawa Barat,Kota Bandung,Coblong,40132,-,JX9000000001,Rina,"
    "facebook,wajan,21-08-2025 - 13:52,-\n"
    "A1-2,Wajan,WG-28,-,1,900,189000,82000,-,-,-,-,214500,189000,cod,unpaid,processing,Budi,"
    "6281234567002,-,Jl. Contoh 2,Jawa Barat,Kota Bandung,Coblong,40132,-,JX9000000002,Rina,"
    "facebook,wajan,21-08-2025 - 14:52,-\n"
)
PARCELS = (
    "Order ID,Create Date,Last Update,Last Status,Tracking ID,Expedition,Customer Name,"
    "Customer Phone Number,District,City,Province,Goods Description,Quantity,Product Value,COD,"
    "Shipping Fee,Shipping Discount,COD Fee (Inc VAT),Return Fee,Net Income,Assignee,Remarks 1,"
    "Undelivered Notes\n"
    "MGT1,22-08-2025 09:15,25-08-2025 14:30,DELIVERED,JX9000000001,JT,Sari,'081234567001,Coblong,"
    "Kota Bandung,Jawa Barat,Wajan,1,189000,214500,18000,4500,5494.5,0,141505.5,Rina,,\n"
    "MGT2,22-08-2025 09:15,26-08-2025 14:30,RTS,JX9000000002,JT,Budi,'081234567002,Coblong,"
    "Kota Bandung,Jawa Barat,Wajan,1,189000,214500,18000,4500,0,5000,,Rina,,\n"
)


@pytest.fixture
def files(workspace: Workspace) -> dict[str, Path]:
    """The seller's orders and the aggregator's parcels of the same sales."""
    made = {"sales": workspace.root / "oo.csv", "parcels": workspace.root / "mengantar.csv"}
    made["sales"].write_text(SALES, "utf-8")
    made["parcels"].write_text(PARCELS, "utf-8")
    return made


def test_each_sale_counts_once_and_takes_what_its_parcel_knows(
    omni: Omni, files: dict[str, Path]
) -> None:
    assert omni("import", files["sales"], files["parcels"]).code == 0
    rows = omni(
        "sql",
        "SELECT order_no, platform, status, courier, awb, shipping_cost_sen FROM v_orders"
        " ORDER BY order_no",
        "--json",
    ).json
    links = omni("sql", "SELECT rule, state FROM sale_links", "--json").json

    assert [(r["order_no"], r["platform"], r["status"]) for r in rows] == [
        ("A1-1", "orderonline", "completed"),
        ("A1-2", "orderonline", "rts"),
    ]
    assert {r["courier"] for r in rows} == {"J&T"}
    assert all(r["shipping_cost_sen"] for r in rows)
    assert links == [{"rule": "awb", "state": "linked"}] * 2


def test_it_does_not_matter_which_file_came_first(
    omni: Omni, files: dict[str, Path], workspace: Workspace, tmp_path: Path
) -> None:
    omni("import", files["sales"])
    omni("import", files["parcels"])
    other = tmp_path / "other"
    omni("init", other, "-w", other)
    omni("import", files["parcels"], "-w", other)
    omni("import", files["sales"], "-w", other)

    assert dump(other / "warehouse.db") == dump(workspace.warehouse)


def test_without_its_parcels_a_sale_says_only_what_it_knows(
    omni: Omni, files: dict[str, Path]
) -> None:
    omni("import", files["sales"])
    omni("import", files["parcels"])
    omni("batches", "undo", "2")
    rows = omni("sql", "SELECT status, courier FROM v_orders", "--json").json

    assert {r["status"] for r in rows} & {"completed", "rts"} == set()
    assert {r["courier"] for r in rows} == {None}


def test_a_person_may_say_that_they_are_two_sales(omni: Omni, files: dict[str, Path]) -> None:
    omni("import", files["sales"], files["parcels"])
    assert omni("orders", "link", "mengantar:MGT1").code == 0
    assert len(omni("sql", "SELECT 1 FROM v_orders", "--json").json) == 3
    assert omni("orders", "link", "mengantar:MGT1", "--undo").code == 0
    assert len(omni("sql", "SELECT 1 FROM v_orders", "--json").json) == 2
