"""A generated 11.11 with known figures: the metrics equal a computation without their SQL."""

import random
from collections import defaultdict
from datetime import date
from datetime import timedelta
from fractions import Fraction

import pytest
from holidays import country_holidays

from metric_cases import Tables
from metric_cases import build
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

THE_DAY = date(2025, 11, 11)
FIRST = date(2025, 9, 1)
SHOPS = ("shopee", "tiktok", "tokopedia")
TARGET = 900_000_00
PARAMS = {"from_date": "2025-11-11", "to_date": "2025-11-12"}

Order = dict[str, object]


def store(seed: int, last: date, minute: int) -> list[Order]:
    """Orders of three shops up to a minute of a day; the campaign's day sells ten times as much."""
    rng = random.Random(seed)
    orders: list[Order] = []
    day = FIRST
    while day <= last:
        factor = 10 if day in (THE_DAY, date(2025, 10, 10)) else 2 if is_payday(day) else 1
        for shop in SHOPS:
            for _ in range(rng.randint(factor // 10, 3) * factor):
                at = rng.choice((0, 1, 12, 20, 21)) * 60 + rng.randint(0, 59)
                if day == last and at > minute:
                    continue
                orders.append(
                    {
                        "order_no": str(len(orders) + 1),
                        "platform": shop,
                        "source": f"{shop}-orders",
                        "ordered_date": day.isoformat(),
                        "ordered_minute": at,
                        "status": rng.choice(("completed", "shipped", "canceled", "pending")),
                        "product_gross_sen": rng.randint(1, 400) * 100_00,
                        "quantity": rng.randint(1, 3),
                        "customer": f"b{rng.randint(1, 60)}",
                        "sku": rng.choice("ABCDE"),
                    }
                )
        day += timedelta(1)
    return orders


def tables(orders: list[Order], last: date) -> Tables:
    items = [
        {"order_no": o["order_no"], "sku": o["sku"], "quantity": o["quantity"],
         "subtotal_sen": o["product_gross_sen"]}
        for o in orders
    ]  # fmt: skip
    files = [{"import_id": n, "source": f"{s}-orders"} for n, s in enumerate(SHOPS, start=1)]
    days = [
        {"import_id": n, "from": FIRST.isoformat(), "to": last.isoformat()} for n in range(1, 4)
    ]
    return {
        "campaigns": [
            {"campaign": "10.10", "from_date": "2025-10-10", "to_date": "2025-10-10"},
            {"campaign": "11.11", "from_date": "2025-11-11", "to_date": "2025-11-11",
             "target_sen": TARGET},
        ],
        "orders": [{k: v for k, v in o.items() if k != "sku"} for o in orders],
        "order_items": items,
        "import_files": files,
        "import_days": days,
    }  # fmt: skip


def is_payday(day: date) -> bool:
    return day.day >= 25 or day.day == 1


def bought(orders: list[Order], day: date, shop: str | None = None) -> list[Order]:
    return [
        o
        for o in orders
        if o["ordered_date"] == day.isoformat()
        and o["status"] != "pending"
        and shop in (None, o["platform"])
    ]


def gmv(orders: list[Order]) -> int:
    return sum(int(str(o["product_gross_sen"])) for o in orders)


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


def usual(orders: list[Order], shop: str, day: date) -> int:
    """Mean of the ordinary days of that weekday among the 56 before the campaign."""
    before = [THE_DAY - timedelta(n) for n in range(1, 57)]
    ordinary = [d for d in before if not is_payday(d) and d.day != d.month]
    same = [d for d in ordinary if d.weekday() == day.weekday()]
    assert len(same) >= 2
    return half_up(Fraction(sum(gmv(bought(orders, d, shop)) for d in same), len(same)))


def ask(orders: list[Order], last: date, metric: str, as_of: date) -> list[dict[str, object]]:
    params = {**PARAMS, "as_of": as_of.isoformat()}
    with built(tables(orders, last)) as db:
        result = run_metric(db, get(metric), params, reader=EVERYTHING)
    return [dict(row) for row in result.records(printed=False)]


@pytest.mark.parametrize("seed", range(4))
def test_s2_05_pace_and_uplift_of_a_campaign_that_is_over(seed: int) -> None:
    last = date(2025, 11, 20)
    orders = store(seed, last, 1439)
    (row,) = ask(orders, last, "campaign_pace", date(2025, 11, 30))

    own = bought(orders, THE_DAY)
    expected = sum(usual(orders, shop, THE_DAY) for shop in SHOPS)
    after = [THE_DAY + timedelta(n) for n in range(1, 8)]
    lacking = sum(usual(orders, s, d) - gmv(bought(orders, d, s)) for s in SHOPS for d in after)
    was = gmv(bought(orders, date(2025, 10, 10)))
    assert row["state"] == "over"
    assert row["gmv_sen"] == row["projected_gmv_sen"] == gmv(own)
    assert row["attainment_bps"] == half_up(Fraction(10_000 * gmv(own), TARGET))
    assert row["orders"] == len(own)
    assert row["items"] == sum(int(str(o["quantity"])) for o in own)
    assert row["buyers"] == len({o["customer"] for o in own})
    assert row["usual_gmv_sen"] == expected
    assert row["uplift_sen"] == gmv(own) - expected
    assert row["borrowed_sen"] == max(0, lacking)
    assert row["net_uplift_sen"] == gmv(own) - expected - max(0, lacking)
    assert (row["compare"], row["compare_gmv_sen"]) == ("10.10", was)
    assert row["growth_bps"] == half_up(Fraction(10_000 * (gmv(own) - was), was))


@pytest.mark.parametrize("seed", range(4))
def test_s2_26_projection_while_it_runs_follows_the_hours_of_the_earlier_campaign(
    seed: int,
) -> None:
    noon = 12 * 60 + 30
    orders = store(seed, THE_DAY, noon)
    (row,) = ask(orders, THE_DAY, "campaign_pace", THE_DAY)

    earlier = bought(orders, date(2025, 10, 10))
    assert len(earlier) >= 30
    whole = gmv(earlier)
    hours = hourly(earlier)
    projected = 0
    for shop in SHOPS:
        mine = bought(orders, THE_DAY, shop)
        reach = max(int(str(o["ordered_minute"])) for o in mine) + 1
        known = Fraction(0)
        for h in range(24):
            into = min(Fraction(1), max(Fraction(0), Fraction(reach - h * 60, 60)))
            known += Fraction(hours[h], whole) * into
        projected += half_up(gmv(mine) / known) if known >= Fraction(1, 20) else gmv(mine)
    assert row["state"] == "running"
    assert row["profile"] == "campaign"
    assert row["projected_gmv_sen"] == projected
    assert row["uplift_sen"] is None


def hourly(orders: list[Order]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for o in orders:
        sums[int(str(o["ordered_minute"])) // 60] += int(str(o["product_gross_sen"]))
    return sums


@pytest.mark.parametrize("seed", range(3))
def test_s2_07_hours_and_s2_21_shares_add_up_to_the_store(seed: int) -> None:
    last = date(2025, 11, 20)
    orders = store(seed, last, 1439)
    own = bought(orders, THE_DAY)
    hours = ask(orders, last, "campaign_hours", date(2025, 11, 30))
    assert {h["hour"]: h["gmv_sen"] for h in hours} == {h: hourly(own)[h] for h in range(24)}

    products = ask(orders, last, "campaign_products", date(2025, 11, 30))
    for row in products:
        mine = [o for o in own if o["sku"] == row["product"]]
        assert row["gmv_sen"] == gmv(mine)
        assert row["share_bps"] == half_up(Fraction(10_000 * gmv(mine), gmv(own)))
    assert sum(int(str(r["gmv_sen"])) for r in products) == gmv(own)

    (total,) = ask(orders, last, "campaign_line", date(2025, 11, 30))[-1:]
    assert (total["total_sen"], total["line_sen"]) == (gmv(own), TARGET)


def test_s2_05_hours_nobody_knows_yet_are_empty_and_not_nothing() -> None:
    orders = store(1, THE_DAY, 12 * 60 + 30)
    hours = ask(orders, THE_DAY, "campaign_hours", THE_DAY)
    assert [h["gmv_sen"] is None for h in hours] == [h > 12 for h in range(24)]
    line = ask(orders, THE_DAY, "campaign_line", THE_DAY)
    assert [h["total_sen"] is None for h in line] == [h > 12 for h in range(24)]


def test_f_88_seasons_know_pay_day_twin_dates_and_lebaran() -> None:
    db = build({})
    seasons = dict(db.execute("SELECT date, season FROM v_seasons"))
    weekdays = dict(db.execute("SELECT date, weekday FROM v_seasons"))
    assert weekdays["2025-11-11"] == THE_DAY.weekday()
    assert seasons["2025-11-11"] == "twin"
    assert seasons["2025-11-25"] == seasons["2025-12-01"] == "payday"
    assert seasons["2025-11-24"] == "ordinary"
    for year in range(2018, 2036):
        days = country_holidays("ID", years=year, categories=("public",), language="en_US")
        for day, name in days.items():
            if "Eid al-Fitr" in name and "Second" not in name:
                assert seasons[(day - timedelta(21)).isoformat()] == "lebaran"
                assert seasons[(day + timedelta(10)).isoformat()] == "lebaran"
                assert seasons[(day - timedelta(22)).isoformat()] != "lebaran"
                assert seasons[(day + timedelta(11)).isoformat()] != "lebaran"
