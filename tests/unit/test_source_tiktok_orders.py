"""TikTok Shop orders: what the rows mean, what proves an order whole, and two real months."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

import ingest_builders
import source_fixtures
from canonical import dump
from conftest import Omni
from ingest_builders import csv_bytes
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from omnicli.workspace import Workspace
from samples import cells
from samples import sample

FIXTURE = source_fixtures.SOURCES / "tiktok-orders" / "63-columns-2026-statuses.xlsx.tsv"
HEADER, DESCRIPTION, *ROWS = source_fixtures.parse(FIXTURE.read_text(encoding="utf-8"))[
    "OrderSKUList"
]
COMPLETED = dict(zip(HEADER, ROWS[5], strict=True))
AUGUST = "Selesai pesanan-2025-08-20-14_38.xlsx"
MAY = "Semua pesanan-2026-06-07-19_59.xlsx"


def _table(*changes: dict[str, str], headers: Sequence[str] = HEADER) -> list[list[str]]:
    """The header, and a completed order's row for every set of changed cells."""
    rows = [{**COMPLETED, **change} for change in changes]
    return [list(headers), *([row.get(h, "") for h in headers] for row in rows)]


def _file(*changes: dict[str, str], headers: Sequence[str] = HEADER) -> ReadFile:
    return _read(csv_bytes(_table(*changes, headers=headers)))


def _read(data: bytes) -> ReadFile:
    return read_file(None, data, file_name="t.csv", specs=registry(), account="main")


def _order(**change: str) -> dict[str, object]:
    return _file(change).parts[0].records.row(0, named=True)


NOT_LEFT = {"RTS Time": "", "Shipped Time": "", "Delivered Time": "", "Tracking ID": ""}


@pytest.mark.parametrize(
    ("status", "substatus", "change", "expected"),
    [
        ("Belum dibayar", "", NOT_LEFT, "pending"),
        ("On hold", "", NOT_LEFT, "pending"),
        ("Perlu dikirim", "Menunggu pengiriman", NOT_LEFT, "confirmed"),
        ("To ship", "Awaiting collection", NOT_LEFT, "ready_to_ship"),
        ("Perlu dikirim", "", NOT_LEFT, "confirmed"),
        ("Perlu dikirim", "", {"Shipped Time": ""}, "ready_to_ship"),
        ("Dikirim", "Terkirim", {}, "shipped"),
        ("SHIPPED", "In transit", {"Delivered Time": ""}, "shipped"),
        ("Selesai", "Selesai", {}, "completed"),
        ("Dibatalkan", "Dibatalkan", {"Shipped Time": ""}, "canceled"),
        ("Dibatalkan", "Dibatalkan", {}, "rts"),
        ("Canceled", "", {**NOT_LEFT, "Cancel Reason": "Package delivery failed"}, "rts"),
        ("Canceled", "", {**NOT_LEFT, "Cancel Reason": "Pengiriman paket gagal"}, "rts"),
        ("Pengantaran gagal", "", {}, "rts"),
    ],
)
def test_each_status_has_one_meaning(
    status: str, substatus: str, change: dict[str, str], expected: str
) -> None:
    order = _order(**{"Order Status": status, "Order Substatus": substatus, **change})
    assert order["status"] == expected


def test_rts_time_is_ready_to_ship_and_no_return() -> None:
    order = _order(**{"RTS Time": "01/06/2026 16:40:10"})
    assert (order["ready_at"], order["status"]) == ("2026-06-01T09:40:10Z", "completed")


@pytest.mark.parametrize(
    ("quantity", "returned", "refund", "expected"),
    [
        ("2", "2", "85000", ("rts", "returned_after_receipt", 0, 0, 0)),
        ("2", "1", "42500", ("completed", None, 4_500_000, 0, 0)),
        ("2", "0", "20000", ("completed", None, 2_000_000, 0, 0)),
        ("2", "2", "50000", ("completed", None, 5_000_000, 0, 0)),
        ("2", "2", "", ("completed", None, 0, 1, 1)),
        ("2", "0", "", ("completed", None, 0, 0, 1)),
    ],
)
def test_a_return_is_full_only_with_all_units_and_all_the_money(
    quantity: str, returned: str, refund: str, expected: tuple[object, ...]
) -> None:
    """Else the order stays completed, less returned units at the seller's price."""
    order = _order(
        **{
            "Quantity": quantity,
            "Sku Quantity of return": returned,
            "Order Refund Amount": refund,
            "Cancelation/Return Type": "Return/Refund",
        }
    )
    names = ("status", "return_kind", "refund_sen", "refund_unknown", "return_in_process")
    assert tuple(order[name] for name in names) == expected


def test_returned_units_of_a_canceled_order_are_no_return() -> None:
    order = _order(
        **{
            "Order Status": "Dibatalkan",
            "Shipped Time": "",
            "Sku Quantity of return": "1",
            "Order Refund Amount": "85000",
            "Cancelation/Return Type": "Cancel",
        }
    )
    assert (order["status"], order["returned_quantity"], order["refund_sen"]) == ("canceled", 0, 0)


def test_revenue_is_what_stands_before_the_platforms_discount() -> None:
    order = _order(
        **{"SKU Subtotal Before Discount": "100000", "SKU Seller Discount": "12500"},
        **{"SKU Platform Discount": "30000"},
    )
    assert order["net_revenue_sen"] == 87_500_00


def test_amounts_of_the_order_count_once_and_amounts_of_lines_add_up() -> None:
    line = {"SKU ID": "1729484000000000077", "Order Amount": "175600", "Buyer Service Fee": "0"}
    read = _file({"Order Amount": "175600"}, {**line, "Shipping Insurance": "0"})
    order = read.parts[0].records.row(0, named=True)
    assert order["buyer_total_sen"] == 175_600_00
    assert order["buyer_shipping_sen"] == 5_000_00
    assert order["item_subtotal_sen"] == 170_000_00
    money = read.parts[0].money
    assert money["buyer_total_sen"].kept == 175_600_00
    assert money["buyer_service_fee_sen"].kept == 500_00


def test_only_a_row_that_is_no_order_is_a_description() -> None:
    described = [HEADER, DESCRIPTION, *_table({})[1:]]
    assert dict(_read(csv_bytes(described)).parts[0].skipped) == {"description": 1}
    assert dict(_file({}).parts[0].skipped) == {}
    damaged = _file({"Order ID": "5.84294E+17"}, {})
    assert (dict(damaged.parts[0].skipped), damaged.parts[0].rows_rejected) == ({}, 1)


def test_a_workbook_with_a_stale_dimension_and_a_header_in_pieces_is_read_whole() -> None:
    """Some files say they are one cell, and give each header cell a `<row>` of its own."""
    rows = [HEADER, DESCRIPTION, *_table({})[1:]]
    xml = ingest_builders.sheet_xml(rows)
    head, body = xml.split("</row>", 1)
    pieces = head.replace("</c><c ", '</c></row><row r="1"><c ')
    stale = f"{pieces}</row>{body}".replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>', 1)
    assert stale.count('<row r="1">') == len(HEADER)
    read = _read(ingest_builders.package({"OrderSKUList": stale}))
    assert (read.claim.matched, read.parts[0].records.height) == (63, 1)


def test_masked_buyers_are_probable_and_clear_ones_certain(
    omni: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    table = _table(
        {"Order ID": "584293662931200101"},
        {"Order ID": "584293662931200102", "Buyer Username": "uji_budi"},
        {"Order ID": "584293662931200103", "Phone #": "(+62)81234567890"},
        {"Order ID": "584293662931200104", "Phone #": ""},
    )
    (tmp_path / "t.csv").write_bytes(csv_bytes(table))
    assert omni("import", "tiktok", tmp_path / "t.csv").code == 0
    db = sqlite3.connect(workspace.warehouse)
    found = db.execute(
        "SELECT o.customer_key, c.confidence FROM orders o JOIN customers c USING (customer_id)"
        " ORDER BY o.order_no"
    ).fetchall()
    db.close()
    assert found == [
        ("tiktok:A**** U**#(+62)812******34", "probable"),
        ("tiktok:uji_budi", "certain"),
        ("phone:+6281234567890", "certain"),
        ("order:tiktok:main:584293662931200104", "anonymous"),
    ]


def test_an_order_in_two_parcels_leaves_with_the_first_and_arrives_with_the_last() -> None:
    second = {
        "SKU ID": "1729484000000000077",
        "Tracking ID": "AX1",
        "Shipped Time": "01/06/2026 20:00:00",
        "Delivered Time": "06/06/2026 09:00:00",
    }
    order = _file({}, second).parts[0].records.row(0, named=True)
    assert order["awb"] == "AX1"
    assert order["shipped_at"] == "2026-06-01T13:00:00Z"
    assert order["delivered_at"] == "2026-06-06T02:00:00Z"


def test_an_order_amount_that_does_not_add_up_marks_the_order_incomplete() -> None:
    read = _file({}, {"Order ID": "584293662931200110", "Order Amount": "190800"})
    assert read.parts[0].records["is_incomplete"].to_list() == [0, 1]


def test_a_version_without_the_fees_proves_nothing() -> None:
    headers = [h for h in HEADER if h not in {"Buyer Service Fee", "Shipping Insurance"}]
    read = _file({"Order Amount": "1"}, headers=headers)
    assert "is_incomplete" not in read.parts[0].records.columns


SPLIT = (
    {"Order Amount": "175800"},
    {
        "Order Amount": "175800",
        "SKU ID": "1729484000000000077",
        "Buyer Service Fee": "0",
        "Shipping Insurance": "0",
    },
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0), (2, 0), (0, 2), (2, 1, 0)])
def test_parts_of_an_order_in_several_files_are_merged_until_the_formula_holds(
    omni: Omni, workspace: Workspace, tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Files 0 and 1 hold one line each, file 2 both; any order of imports says the same."""
    amount = {"Order Amount": "175800"}
    whole = [{**SPLIT[0], **amount}, {**SPLIT[1], **amount}]
    for number, changes in enumerate(([SPLIT[0]], [SPLIT[1]], whole)):
        (tmp_path / f"{number}.csv").write_bytes(csv_bytes(_table(*changes)))
    for number in order:
        assert omni("import", "tiktok", tmp_path / f"{number}.csv").code == 0
    db = sqlite3.connect(workspace.warehouse)
    found = db.execute(
        "SELECT quantity, net_revenue_sen, item_subtotal_sen, is_incomplete,"
        " (SELECT COUNT(*) FROM order_items) FROM orders"
    ).fetchall()
    db.close()
    assert found == [(2, 180_000_00, 170_000_00, 0, 2)]


def test_a_partial_order_alone_is_flagged(omni: Omni, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "part.csv").write_bytes(csv_bytes(_table(SPLIT[0])))
    omni("import", "tiktok", tmp_path / "part.csv")
    db = sqlite3.connect(workspace.warehouse)
    assert db.execute("SELECT is_incomplete FROM orders").fetchall() == [(1,)]
    db.close()


def test_amounts_with_thousands_of_a_resaved_file_are_thousands() -> None:
    (part,) = _file({"Order Amount": "90.800"}).parts
    assert part.records["buyer_total_sen"].to_list() == [9_080_000]


@pytest.mark.parametrize(
    ("name", "rows", "orders", "channels"),
    [
        (AUGUST, 145, 118, {"tiktok": 21, "tokopedia": 97}),
        (MAY, 357, 248, {"tiktok": 84, "tokopedia": 164}),
    ],
)
def test_a_real_month(
    omni: Omni, workspace: Workspace, name: str, rows: int, orders: int, channels: dict[str, int]
) -> None:
    """Rows, orders and channels, every Order Amount its formula; again unchanged; undo empties."""
    ran = omni("import", "tiktok", sample(name), "--json")
    assert ran.code == 0
    file = ran.json["files"][0]
    assert (file["source"], file["rows"]["inserted"]) == ("tiktok-orders", rows)
    assert file["rows"]["read"] == rows + 1
    assert file["rows"]["skipped"] == 1
    db = sqlite3.connect(workspace.warehouse)
    assert db.execute("SELECT COUNT(*), SUM(is_incomplete) FROM orders").fetchone() == (orders, 0)
    found = db.execute("SELECT channel, COUNT(*) FROM orders WHERE platform = 'tiktok' GROUP BY 1")
    assert dict(found.fetchall()) == channels
    totals = db.execute("SELECT SUM(net_revenue_sen), SUM(buyer_total_sen) FROM orders").fetchone()
    assert tuple(t // 100 for t in totals) == _independently(name)
    db.close()
    again = omni("import", sample(name), "--json").json["files"][0]
    assert (again["state"], again["rows"]["unchanged"]) == ("unchanged", again["rows"]["read"])
    assert omni("batches", "undo", "1").code == 0
    assert not any(dump(workspace.warehouse).values())


def _independently(name: str) -> tuple[int, int]:
    """Revenue per row and Order Amount once per order, counted without the product."""
    head, _, *rows = cells(sample(name))
    place = {h: j for j, h in enumerate(head)}
    net = sum(
        int(r[place["SKU Subtotal Before Discount"]]) - int(r[place["SKU Seller Discount"]])
        for r in rows
    )
    paid = {r[place["Order ID"]]: int(r[place["Order Amount"]]) for r in rows}
    return net, sum(paid.values())


def test_a_real_month_has_as_many_rows_of_each_channel_as_its_shop_counted(
    omni: Omni, workspace: Workspace
) -> None:
    omni("import", sample(MAY))
    db = sqlite3.connect(workspace.warehouse)
    found = db.execute(
        "SELECT o.channel, COUNT(*) FROM order_items i JOIN orders o USING (order_id) GROUP BY 1"
    )
    assert dict(found.fetchall()) == {"tokopedia": 261, "tiktok": 96}
    kinds = db.execute("SELECT status, return_kind, COUNT(*) FROM orders GROUP BY 1, 2 ORDER BY 1")
    assert kinds.fetchall() == [
        ("canceled", None, 54),
        ("completed", None, 188),
        ("rts", "refused_undelivered", 1),
        ("rts", "returned_after_receipt", 2),
        ("shipped", None, 3),
    ]
    db.close()


@pytest.mark.parametrize(
    ("option", "provider", "expected"),
    [
        ("Pengiriman standar", "J&T Express", ("J&T", "Pengiriman standar")),
        ("J&T", "", ("J&T", "J&T")),
        ("Instan", "", (None, "Instan")),
        ("J&T", "Kilat Raya", (None, "J&T-Kilat Raya")),
        ("", "Kilat Raya", (None, "Kilat Raya")),
    ],
)
def test_the_provider_carries_it_else_the_option_that_names_a_courier(
    option: str, provider: str, expected: tuple[str | None, str]
) -> None:
    order = _order(**{"Delivery Option": option, "Shipping Provider Name": provider})
    assert (order["courier"], order["courier_service"]) == expected


@pytest.mark.parametrize("month", [AUGUST, MAY, "Tokopedia_Order_20241101-20241130.xlsx"])
def test_no_delivery_option_of_a_real_month_is_an_unknown_courier(omni: Omni, month: str) -> None:
    assert omni("import", sample(month)).code == 0
    (checked,) = omni("check", "couriers_known", "--json").json
    assert (checked["state"], checked["findings"]) == ("ok", 0)
