"""What must hold between the metrics whatever the orders, ads and settlements are."""

import sqlite3
from datetime import date
from typing import cast

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from metric_cases import Cells
from metric_cases import Tables
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.domain.status import STATUS_RANK
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

DATES = st.dates(date(2025, 6, 20), date(2025, 10, 10)).map(str)
SEN = st.integers(0, 10**9)
ORDERS = st.lists(
    st.fixed_dictionaries(
        {
            "customer": st.sampled_from("ABCD"),
            "platform": st.sampled_from(["shopee", "tiktok"]),
            "ordered_date": DATES,
            "status": st.sampled_from(sorted(STATUS_RANK)),
            "net_revenue_sen": SEN,
            "is_test": st.sampled_from([0, 0, 0, 1]),
        }
    ),
    max_size=12,
)
ITEMS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from("XYZ"), SEN), max_size=15)
ADS = st.lists(st.tuples(DATES, DATES, SEN).map(lambda t: (*sorted(t[:2]), t[2])), max_size=5)
LINES = st.lists(st.tuples(st.integers(1, 12), st.integers(-(10**8), 10**9)), max_size=6)


@st.composite
def shops(draw: st.DrawFn) -> Tables:
    """A small shop: orders with items, ad rows of any width, settlement lines."""
    orders = draw(ORDERS)
    platforms = {n: order["platform"] for n, order in enumerate(orders, start=1)}
    ads: dict[tuple[object, object], Cells] = {
        (start, end): {"date_from": start, "date_to": end, "spend_sen": spend}
        for start, end, spend in draw(ADS)
    }
    return {
        "orders": cast("list[Cells]", orders),
        "order_items": [
            {"order_no": str(n), "sku": sku, "subtotal_sen": amount}
            for n, sku, amount in draw(ITEMS)
            if n in platforms
        ],
        "ad_performance": list(ads.values()),
        "settlement_lines": [
            {
                "order_no": str(n),
                "platform": platforms[n],
                "net_sen": net,
                "occurred_date": "2025-08-09",
            }
            for n, net in draw(LINES)
            if n in platforms
        ],
    }


BASES = st.sampled_from(["placed", "delivered", "cash"])
PERIODS = st.tuples(DATES, DATES).map(sorted).filter(lambda days: days[0] < days[1])


def rows(
    db: sqlite3.Connection, name: str, period: list[str], basis: str
) -> list[dict[str, int | None]]:
    params = dict(zip(("from_date", "to_date"), period, strict=True))
    result = run_metric(
        db, get(name), {**params, "basis": basis, "as_of": "2025-12-31"}, reader=EVERYTHING
    )
    return cast("list[dict[str, int | None]]", result.records(printed=False))


def total(found: list[dict[str, int | None]], column: str) -> int:
    return sum(row[column] or 0 for row in found)


@settings(deadline=None, max_examples=60)
@given(shop=shops(), period=PERIODS, basis=BASES)
def test_revenue_is_new_plus_repeat(shop: Tables, period: list[str], basis: str) -> None:
    with built(shop) as db:
        (row,) = rows(db, "roas", period, basis)

    if row["revenue_sen"] is None:
        assert row["revenue_new_sen"] is row["revenue_repeat_sen"] is row["total_orders"] is None
    else:
        assert row["revenue_sen"] == (row["revenue_new_sen"] or 0) + (
            row["revenue_repeat_sen"] or 0
        )


@settings(deadline=None, max_examples=60)
@given(shop=shops(), period=PERIODS, basis=BASES)
def test_months_add_up_to_the_period(shop: Tables, period: list[str], basis: str) -> None:
    """Orders, revenue, spend and new customers of the months are those of the whole period."""
    with built(shop) as db:
        whole = rows(db, "roas", period, basis)
        months = rows(db, "roas_monthly", period, basis)
        spend = rows(db, "spend_by_platform", period, basis)

    for column in ("ad_spend_sen", "total_orders", "revenue_sen", "new_customers"):
        assert total(whole, column) == total(months, column), column
    assert total(whole, "ad_spend_sen") == total(spend, "spend_sen")


@settings(deadline=None, max_examples=60)
@given(shop=shops(), period=PERIODS, basis=BASES)
def test_products_add_up_to_the_revenue(shop: Tables, period: list[str], basis: str) -> None:
    """Not a sen of an order is lost or doubled when it is spread over its lines."""
    with built(shop) as db:
        whole, products = (rows(db, name, period, basis) for name in ("roas", "product_sales"))

    assert total(whole, "revenue_sen") == total(products, "revenue_sen")


@settings(deadline=None, max_examples=60)
@given(shop=shops(), period=PERIODS, basis=BASES)
def test_the_summary_agrees_with_roas_and_the_lists(
    shop: Tables, period: list[str], basis: str
) -> None:
    names = ("order_summary", "roas", "order_list", "orders_by_status")
    with built(shop) as db:
        (summary,), (roas,), orders, states = (rows(db, name, period, basis) for name in names)

    assert (summary["value_sen"], summary["basis_orders"]) == (
        roas["revenue_sen"],
        roas["total_orders"],
    )
    assert summary["orders"] == len(orders)
    assert summary["orders"] == total(states, "orders")
