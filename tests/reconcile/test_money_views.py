"""Which sale a line tells of, and which rupiah count: the views under every money metric."""

from collections.abc import Mapping
from typing import Any

import pytest

from metric_cases import build

Row = Mapping[str, Any]


def line(key: str, **told: Any) -> Row:
    """A settlement line of Rp1,000 on 4 August."""
    net = told.pop("net_sen", 100_000)
    part = "gross_sen" if told.get("kind", "revenue") == "revenue" else "other_sen"
    return {"line_key": key, "occurred_date": "2025-08-04", part: net, "net_sen": net, **told}


def order(number: str, **told: Any) -> Row:
    return {"order_no": number, "ordered_date": "2025-08-01", **told}


def sales(orders: list[Row], *lines: Row) -> dict[str, tuple[str, str]]:
    """Line key → (platform:number of its sale, rule)."""
    db = build({"orders": orders, "settlement_lines": list(lines)})
    found = db.execute(
        "SELECT s.line_key, o.platform || ':' || o.order_no, v.rule FROM v_line_orders v"
        " JOIN settlement_lines s ON s.line_id = v.line_id"
        " JOIN orders o ON o.order_id = v.order_id"
    )
    return {key: (sale, rule) for key, sale, rule in found}


def counted(*lines: Row) -> set[str]:
    """Keys of the lines that count."""
    db = build({"settlement_lines": list(lines)})
    return {key for (key,) in db.execute("SELECT line_key FROM v_money_lines")}


def test_the_number_on_the_same_platform_and_account_comes_first() -> None:
    orders = [order("1"), order("1", account="dua"), order("1", platform="tokopedia")]

    assert sales(orders, line("a", order_no="1"), line("b", order_no="9")) == {
        "a": ("shopee:1", "order_no")
    }


def test_the_merged_shop_knows_numbers_of_both_names() -> None:
    orders = [order("77", platform="tiktok"), order("INV/1", platform="tokopedia")]
    lines = [
        line("a", platform="tokopedia", order_no="77"),
        line("b", platform="tiktok", order_no="INV/1"),
    ]

    assert sales(orders, *lines) == {
        "a": ("tiktok:77", "order_no"),
        "b": ("tokopedia:INV/1", "order_no"),
    }


def test_a_sale_that_carries_the_number_from_elsewhere() -> None:
    orders = [order("SC-1", platform="scalev", external_no="250801X")]

    assert sales(orders, line("a", order_no="250801X")) == {"a": ("scalev:SC-1", "order_no")}


def test_a_line_of_a_parcel_goes_to_the_sale_it_shipped() -> None:
    orders = [
        order("OO-1", platform="orderonline", order_id=1),
        order("MGT-1", platform="mengantar", awb="JX1", sale_of_order_id=1),
    ]
    mine = {"platform": "mengantar", "source": "mengantar-invoice"}
    lines = [line("a", order_no="MGT-1", **mine), line("b", awb="JX1", **mine)]

    assert sales(orders, *lines) == {
        "a": ("orderonline:OO-1", "order_no"),
        "b": ("orderonline:OO-1", "awb"),
    }


def test_a_tracking_number_of_two_sales_matches_none() -> None:
    orders = [order("1", awb="JX1"), order("2", awb="JX1"), order("3", awb="JX2")]

    assert sales(orders, line("a", awb="JX1"), line("b", awb="JX2")) == {"b": ("shopee:3", "awb")}


def test_days_count_from_the_delivery_else_the_shipment_else_the_order() -> None:
    shipped = {"shipped_date": "2025-08-02"}
    orders = [
        order("1", **shipped, completed_date="2025-08-03"),
        order("2", **shipped),
        order("3"),
    ]
    lines = [line(n, order_no=n, occurred_date="2025-08-08") for n in "123"]
    db = build({"orders": orders, "settlement_lines": lines})

    days = [d for (d,) in db.execute("SELECT days FROM v_line_orders ORDER BY line_id")]
    assert days == [5, 6, 7]


WALLET = {"ledger": "wallet", "source": "shopee-balance"}


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({"order_no": "1"}, False),
        ({"order_no": "2"}, True),
        ({"order_no": "1", "account": "dua"}, True),
        ({"order_no": "1", "platform": "tiktok"}, True),
        ({"awb": "JX1"}, False),
        ({"awb": "JX2"}, True),
        ({}, False),
        ({"occurred_date": "2025-08-05"}, True),
        ({"payout_ref": "P-1", "occurred_date": "2025-08-05"}, False),
        ({"kind": "ads_topup", "net_sen": -5}, True),
        ({"kind": "ads_topup", "net_sen": -5, "order_no": "1"}, True),
        ({"kind": "adjustment", "net_sen": 300, "order_no": "1"}, False),
        ({"kind": "adjustment", "net_sen": 301, "order_no": "1"}, True),
        ({"kind": "withdraw", "net_sen": -5}, False),
        ({"kind": "opening_balance", "net_sen": 5}, False),
        ({"kind": "unclassified", "net_sen": 5}, True),
    ],
    ids=str,
)
def test_a_wallet_movement_counts_where_no_order_line_tells_it(
    told: dict[str, Any], counts: bool
) -> None:
    detail = [
        line("d", order_no="1", awb="JX1", payout_ref="P-1"),
        line("c", kind="claim_lost", net_sen=300, order_no="1"),
    ]

    assert counted(*detail, line("w", **WALLET, **told)) == {"d", "c"} | (
        {"w"} if counts else set()
    )


def test_a_wallet_that_books_fees_by_order_repeats_the_fees_of_its_items() -> None:
    fees = [
        line("a", kind="fee", order_no="1", net_sen=-300),
        line("b", kind="fee", order_no="1", net_sen=-200),
    ]
    wallet = line("w", kind="fee", order_no="1", net_sen=-500, ledger="wallet")
    more = line("x", kind="fee", order_no="1", net_sen=-600, ledger="wallet")

    assert counted(*fees, wallet) == {"a", "b"}
    assert counted(*fees, more) == {"a", "b", "x"}
