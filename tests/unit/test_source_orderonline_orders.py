"""OrderOnline orders: what a form submission says about status, money, items and its buyer."""

import pytest

from canonical import dump
from omnicli.services.checks import run_checks
from omnicli.session import Session
from omnicli.workspace import Workspace
from social_files import ORDERONLINE
from social_files import export
from social_files import order
from social_files import read
from social_files import take


@pytest.mark.parametrize(
    ("changes", "status", "payment"),
    [
        ({"status": "pending", "payment_method": "-"}, "created", "unpaid"),
        ({"status": "pending", "payment_method": "bank_transfer"}, "pending", "unpaid"),
        ({"status": "confirmed"}, "confirmed", "unpaid"),
        ({"status": "processing"}, "in_process", "unpaid"),
        ({"status": "PROCESSING_UNPAID"}, "in_process", "unpaid"),
        ({"status": "processing", "receipt_number": "JX1"}, "shipped", "unpaid"),
        (
            {"status": "processing", "receipt_number": "JX1", "payment_status": "paid"},
            "in_process",
            "paid",
        ),
        ({"status": "packing"}, "ready_to_ship", "unpaid"),
        ({"status": "on_delivery"}, "shipped", "unpaid"),
        ({"status": "completed", "payment_status": "paid"}, "completed", "paid"),
        ({"status": "completed", "payment_status": "-"}, "completed", "paid"),
        ({"status": "rts"}, "rts", "unpaid"),
        ({"status": "cancelled"}, "canceled", "unpaid"),
        ({"status": "canceled"}, "canceled", "unpaid"),
        ({"status": "spam"}, "canceled", "unpaid"),
        ({"status": "draft"}, "created", "unpaid"),
        ({"status": "entah"}, "pending", "unpaid"),
        ({"status": "entah", "receipt_number": "JX1"}, "ready_to_ship", "unpaid"),
    ],
)
def test_each_status_has_one_meaning(changes: dict[str, str], status: str, payment: str) -> None:
    found = order({**ORDERONLINE, **changes})

    assert (found["status"], found["payment_status"]) == (status, payment)
    assert found["raw_status"] == changes["status"]


def test_a_bump_is_an_item_of_its_own() -> None:
    row = {**ORDERONLINE, "bump": "Spatula", "bump_price": "25000", "net_revenue": "214000"}
    part = read(row)
    assert part.children is not None

    assert part.children.select("product_name", "quantity", "subtotal_sen", "is_bump").rows() == [
        ("Wajan Granit", 1, 18_900_000, 0),
        ("Spatula", 1, 2_500_000, 1),
    ]
    record = part.records.to_dicts()[0]
    assert (record["quantity"], record["product_gross_sen"]) == (2, 21_400_000)


@pytest.mark.parametrize(
    ("price", "net", "unit"), [("189000", "378000", 18_900_000), ("378000", "378000", 18_900_000)]
)
def test_net_revenue_tells_whether_the_price_is_for_one(price: str, net: str, unit: int) -> None:
    part = read({**ORDERONLINE, "quantity": "2", "product_price": price, "net_revenue": net})
    assert part.children is not None

    assert part.children.select("unit_price_sen", "subtotal_sen").rows() == [(unit, 37_800_000)]


def test_only_a_cod_order_has_money_for_the_courier_to_collect() -> None:
    cod = order({**ORDERONLINE, "payment_method": "COD"})
    transfer = order({**ORDERONLINE, "payment_method": "bank_transfer"})

    assert (cod["is_cod"], cod["cod_value_sen"]) == (1, 21_450_000)
    assert (transfer["is_cod"], transfer["cod_value_sen"]) == (0, None)


@pytest.mark.parametrize("phone", ["6.28123E+12", "6,28123E+12", "6E+12", "6.28123e12"])
def test_a_phone_that_excel_broke_is_refused_with_its_row(phone: str, workspace: Workspace) -> None:
    good = {**ORDERONLINE, "order_id": "A1-2"}
    result = take(workspace, export([{**ORDERONLINE, "phone": phone}, good]))
    (issue,) = result.files[0].issues

    assert (issue.code, issue.row, issue.value) == ("E_PHONE_DAMAGED", 2, phone)
    assert "XLSX" in issue.error().hint("id")
    assert result.exit_code == 6


def test_a_phone_with_a_float_tail_is_whole() -> None:
    assert order({**ORDERONLINE, "phone": "6281234567001.0"})["recipient_phone"] == "+6281234567001"


def test_thousands_that_somebody_wrote_are_thousands() -> None:
    """A file saved again in Indonesian Excel must not become a thousandth of itself."""
    part = read({**ORDERONLINE, "net_revenue": "189.000"})
    assert part.records["net_revenue_sen"].to_list() == [18_900_000]


def test_rows_are_accounted_for_when_an_order_with_a_bump_comes_again(workspace: Workspace) -> None:
    """One row is two items, and still one row."""
    row = {**ORDERONLINE, "bump": "Spatula", "bump_price": "25000"}
    take(workspace, export([row]))
    again = take(workspace, export([{**row, "status": "completed"}]))

    rows = again.files[0].rows
    assert [rows[k] for k in ("read", "inserted", "updated", "unchanged")] == [1, 0, 1, 0]


TWO_SHOPS = (
    export([ORDERONLINE]),
    export([{**ORDERONLINE, "phone": "6289999999999", "created_at": "20-08-2025 - 08:00"}]),
    export([{**ORDERONLINE, "status": "completed"}]),
)


def clashes(workspace: Workspace) -> int:
    with Session.open(workspace, command="check", action="metric.read") as session:
        (result,) = run_checks(session, ["account_clash"])
    return result.findings


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"phone": "6289999999999", "created_at": "20-08-2025 - 08:00"}, "E_ACCOUNT_CLASH"),
        ({"created_at": "20-08-2025 - 08:00"}, "E_ACCOUNT_CLASH"),
        (
            {"phone": "6289999999999", "gross_revenue": "990000", "net_revenue": "990000"},
            "E_ACCOUNT_CLASH",
        ),
        ({"phone": "6289999999999"}, None),
        ({"gross_revenue": "990000", "net_revenue": "990000"}, None),
        ({"status": "completed"}, None),
    ],
)
def test_another_sale_of_one_number_is_refused_before_anything_is_written(
    change: dict[str, str], code: str | None, workspace: Workspace
) -> None:
    take(workspace, TWO_SHOPS[0])
    before = dump(workspace.warehouse)
    (outcome,) = take(workspace, export([{**ORDERONLINE, **change}])).files

    refused = [issue.code for issue in outcome.issues if issue.severity == "error"]
    assert refused == ([code] if code else [])
    if code:
        assert dump(workspace.warehouse) == before
        assert clashes(workspace) == 0


def test_two_accounts_keep_two_sales(workspace: Workspace) -> None:
    take(workspace, TWO_SHOPS[0])
    take(workspace, TWO_SHOPS[1], account="toko-dua")

    assert clashes(workspace) == 0
    assert len(dump(workspace.warehouse)["orders"]) == 2
