"""Profit: the orders, the ads that none of them shares and other costs are the month."""

import random

import pytest

from campaign import share
from metric_cases import AUGUST
from metric_cases import Tables
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

BY = ("monthly", "by_platform", "by_province", "by_handler", "by_customer", "by_product")


def shop(seed: int) -> Tables:
    """A month of every outcome with odd amounts; every item has a cost."""
    pick = random.Random(seed)
    numbers = range(1, 40)
    orders = [
        {
            "order_no": n,
            "platform": pick.choice(("shopee", "tiktok", "scalev")),
            "ordered_date": f"2025-08-{pick.randrange(1, 6):02d}",
            "status": pick.choice(("completed", "completed", "rts", "shipped", "canceled")),
            "net_revenue_sen": pick.randrange(1, 99_999),
            "refund_sen": pick.choice((0, 0, 7)),
            "shipping_cost_sen": pick.choice((None, 901)),
            "utm_campaign": pick.choice((None, "promo")),
            "province": pick.choice((None, "Bali")),
            "customer": f"b{pick.randrange(9)}",
        }
        for n in numbers
    ]
    return {
        "orders": orders,
        "order_items": [
            {
                "order_no": n,
                "sku": sku,
                "quantity": pick.randrange(1, 4),
                "subtotal_sen": pick.randrange(99),
            }
            for n in numbers
            for sku in pick.sample(("A", "B", "C"), 2)
        ],
        "product_costs": [{"sku": s, "cost_sen": pick.randrange(999)} for s in ("A", "B", "C")],
        "settlement_lines": [
            {
                "order_no": n,
                "platform": o["platform"],
                "gross_sen": o["net_revenue_sen"],
                "fee_sen": -13,
                "net_sen": int(str(o["net_revenue_sen"])) - 13,
                "occurred_date": "2025-08-20",
            }
            for n, o in zip(numbers, orders, strict=True)
            if o["status"] == "completed" and pick.random() < 0.7
        ],
        "ad_performance": [
            {
                "platform": p,
                "campaign": c,
                "date_from": f"2025-08-{d:02d}",
                "spend_sen": pick.randrange(9999),
            }
            for d in range(1, 8)
            for p, c in (("shopee", "S"), ("meta", "Promo"), ("meta", "Lain"), ("google", "G"))
        ],
        "store_settings": [
            {"name": "costs.packing_sen", "value": "333"},
            {"name": "monthly.2025-01-01.Gaji", "value": "100001"},
            {"name": "ads.vat_bps", "value": "1100"},
        ],
    }


@pytest.mark.parametrize("seed", range(share(2)))
def test_orders_and_what_belongs_to_none_are_the_month(seed: int) -> None:
    names = ("profit", "order_profit", *(f"profit_{name}" for name in BY))
    with built(shop(seed)) as db:
        (month,), orders, *cuts = (
            run_metric(db, get(name), AUGUST, reader=EVERYTHING).records(printed=False)
            for name in names
        )
        spend = db.execute("SELECT SUM(spend_sen) FROM v_ad_days").fetchone()[0]

    shared = -sum(int(str(row["ads_sen"])) for row in orders)
    other = -100_001 - round(spend * 1100 / 10_000)
    assert month["ads_sen"] == -spend
    assert month["other_costs_sen"] == other
    profits = sum(int(str(row["profit_sen"])) for row in orders)
    assert month["profit_sen"] == profits - (spend - shared) + other
    for name, rows in zip(BY, cuts, strict=True):
        assert sum(int(str(row["profit_sen"])) for row in rows) == month["profit_sen"], name
