"""Scalev orders: both layouts, sales made elsewhere, and what RTS means."""

import sqlite3
from itertools import permutations
from pathlib import Path

import pytest

from canonical import dump
from omnicli.services.setup import set_up
from omnicli.workspace import Workspace
from social_files import ITEM
from social_files import SCALEV
from social_files import Row
from social_files import export
from social_files import order
from social_files import read
from social_files import take


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("draft", "created"),
        ("pending", "pending"),
        ("confirmed", "confirmed"),
        ("in_process", "in_process"),
        ("In Process", "in_process"),
        ("ready", "ready_to_ship"),
        ("shipped", "shipped"),
        ("shipped_rts", "shipped"),
        ("completed", "completed"),
        ("rts", "rts"),
        ("canceled", "canceled"),
        ("closed", "closed"),
        ("entah", "pending"),
    ],
)
def test_each_status_has_one_meaning(word: str, status: str) -> None:
    assert order({**SCALEV, "order_status": word})["status"] == status


def test_a_parcel_on_its_way_back_is_shipped_with_a_problem() -> None:
    assert order({**SCALEV, "order_status": "shipped_rts"})["delivery_problem"] == "shipped_rts"


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"payment_method": "bank_transfer", "paid_time": "12/08/2025"}, "returned_after_receipt"),
        ({"paid_time": "15/08/2025 10:00"}, "returned_after_receipt"),
        ({}, "refused_undelivered"),
    ],
)
def test_a_return_was_received_unless_its_cod_was_never_paid(
    changes: dict[str, str], kind: str
) -> None:
    assert order({**SCALEV, "order_status": "rts", **changes})["return_kind"] == kind


@pytest.mark.parametrize(
    ("platform", "channel", "number"),
    [
        ("scalev", None, None),
        ("", None, None),
        ("shopee", "shopee", "2508SHP"),
        ("tiktokshop", "tiktok", "2508SHP"),
        ("lazada", "lazada", "2508SHP"),
    ],
)
def test_a_sale_made_elsewhere_names_its_number_there(
    platform: str, channel: str | None, number: str | None
) -> None:
    """The row stays a Scalev row: the loader joins it to the marketplace's own."""
    found = order({**SCALEV, "platform": platform, "external_id": "2508SHP"})

    assert (found.get("channel"), found.get("external_no")) == (channel, number)
    assert "platform" not in found


def test_an_order_without_times_is_dated_by_its_number() -> None:
    found = order({**SCALEV, "draft_time": ""})

    assert (found["ordered_at"], found["ordered_date"]) == (None, "2025-08-12")


@pytest.mark.parametrize(
    ("price", "total"), [("50000.00", "200000.00"), ("200000.00", "200000.00")]
)
def test_the_order_total_tells_whether_an_item_price_is_for_one(price: str, total: str) -> None:
    item = {**ITEM, "item_quantity": "4", "item_product_price_bt": price}
    part = read({**SCALEV, **item, "quantity": "4", "product_price_bt": total})
    assert part.children is not None

    lines = part.children.select("quantity", "unit_price_sen", "subtotal_sen").rows()
    assert lines == [(4, 5_000_000, 20_000_000)]


FIRST: Row = {**SCALEV, **ITEM, "quantity": "3", "product_price_bt": "430000.00"}
SECOND: Row = {**FIRST, "item_name": "Sabun", "item_quantity": "2"}
SECOND = {**SECOND, "item_product_price_bt": "280000.00"}
BY_ORDER: Row = {**{k: FIRST[k] for k in SCALEV}, "order_status": "completed"}


def items(workspace: Workspace) -> list[tuple[object, ...]]:
    db = sqlite3.connect(workspace.warehouse)
    found = db.execute(
        "SELECT product_name, quantity, subtotal_sen FROM order_items ORDER BY product_name"
    ).fetchall()
    db.close()
    return found


def test_the_order_based_layout_leaves_the_items_to_the_other(tmp_path: Path) -> None:
    """Whichever comes first, the items stand, the status moves on, and rows are accounted for."""
    files = (export([FIRST, SECOND], delimiter=";"), export([BY_ORDER], delimiter=";"))
    seen = []
    for number, chosen in enumerate(permutations(files)):
        workspace = set_up(tmp_path / str(number), store_name="Uji").workspace
        for data in chosen:
            rows = take(workspace, data).files[0].rows
            assert rows["read"] == rows["inserted"] + rows["updated"] + rows["unchanged"]
        assert items(workspace) == [("Sabun", 2, 28_000_000), ("Serum", 1, 15_000_000)]
        seen.append(dump(workspace.warehouse))
    assert seen[0] == seen[1]


def test_items_that_stand_in_two_files_add_up(tmp_path: Path) -> None:
    """Half an order in each export: together they are the order, in any order."""
    halves = (export([FIRST], delimiter=";"), export([SECOND], delimiter=";"))
    for number, chosen in enumerate(permutations(halves)):
        workspace = set_up(tmp_path / str(number), store_name="Uji").workspace
        for data in chosen:
            take(workspace, data)
        db = sqlite3.connect(workspace.warehouse)
        found = db.execute(
            "SELECT quantity, product_gross_sen, net_revenue_sen, is_incomplete FROM orders"
        ).fetchall()
        db.close()
        assert found == [(3, 43_000_000, 15_000_000, 0)]
