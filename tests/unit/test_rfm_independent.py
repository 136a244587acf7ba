"""RFM against a second implementation in plain Python, as definitions 1.12 reads."""

import random
from collections import defaultdict
from datetime import date
from datetime import timedelta
from fractions import Fraction
from math import floor

import pytest

from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

AS_OF = date(2025, 8, 31)
NAMES = {
    5: "New|Potential Loyalist|Potential Loyalist|Champions|Champions",
    4: "Promising|Potential Loyalist|Potential Loyalist|Loyal|Loyal",
    3: "Need Attention|Need Attention|Need Attention|Loyal|Loyal",
    2: "Hibernating|At Risk|At Risk|Can't Lose|Can't Lose",
    1: "Lost|Hibernating|Hibernating|Can't Lose|Can't Lose",
}
STATUSES = ("completed",) * 5 + ("rts", "shipped", "canceled", "pending")
Score = tuple[int, int, int, int, int, int, str]


def shop(seed: int) -> list[dict[str, object]]:
    """Orders of up to forty buyers; few days and few prices, so that many are equal."""
    rng = random.Random(seed)
    buyers = rng.randrange(1, 40)
    orders = []
    for number in range(rng.randrange(1, 160)):
        ordered = AS_OF - timedelta(days=rng.randrange(-3, 40) * rng.choice((1, 7)))
        orders.append(
            {
                "order_no": str(number),
                "customer": f"B{rng.randrange(buyers)}",
                "ordered_date": ordered.isoformat(),
                "completed_date": (ordered + timedelta(days=rng.randrange(4))).isoformat()
                if rng.random() < 0.8
                else "",
                "status": rng.choice(STATUSES),
                "net_revenue_sen": rng.randrange(1, 4) * 1_000_000,
                "refund_sen": rng.choice((0, 0, 0, 500_000)),
                "is_test": int(rng.random() < 0.05),
            }
        )
    return orders


def plainly(orders: list[dict[str, object]]) -> dict[str, Score]:
    """What each customer's row must be, worked out without SQL."""
    days: dict[str, list[date]] = defaultdict(list)
    money: dict[str, int] = defaultdict(int)
    for order in orders:
        done = date.fromisoformat(str(order["completed_date"] or order["ordered_date"]))
        ordered = date.fromisoformat(str(order["ordered_date"]))
        if order["status"] == "completed" and not order["is_test"] and max(done, ordered) <= AS_OF:
            buyer = f"test:{order['customer']}"
            days[buyer].append(done)
            money[buyer] += int(str(order["net_revenue_sen"])) - int(str(order["refund_sen"]))
    last = {buyer: max(found) for buyer, found in days.items()}
    rows = {}
    for buyer, found in days.items():
        n, count = len(days), len(found)
        r = 1 + floor(Fraction(5 * sum(1 for d in last.values() if d < last[buyer]), n))
        m = 1 + floor(Fraction(5 * sum(1 for v in money.values() if v < money[buyer]), n))
        f = next(score for score, most in enumerate((1, 2, 3, 5, count), start=1) if count <= most)
        name = NAMES[r].split("|")[f - 1]
        rows[buyer] = ((AS_OF - last[buyer]).days, count, money[buyer], r, f, m, name)
    return rows


@pytest.mark.parametrize("seed", range(12))
def test_rfm_equals_a_plain_implementation(seed: int) -> None:
    orders = shop(seed)
    with built({"orders": orders}) as db:
        result = run_metric(db, get("rfm"), {"as_of": AS_OF}, reader=EVERYTHING)
    found = result.records(printed=False)
    columns = ("recency_days", "frequency", "monetary_sen", "r", "f", "m", "rfm_segment")

    assert {row["customer"]: tuple(row[c] for c in columns) for row in found} == plainly(orders)


@pytest.mark.parametrize("seed", range(3))
def test_segments_add_up_to_the_list(seed: int) -> None:
    """Segments, and where customers moved to, hold every customer once."""
    params = {"as_of": AS_OF, "from_date": "2025-08-01", "to_date": "2025-09-01"}
    with built({"orders": shop(seed)}) as db:
        people, segments, moves = (
            run_metric(db, get(name), params, reader=EVERYTHING).records(printed=False)
            for name in ("rfm", "rfm_segments", "segment_migration")
        )
    names = {str(row["rfm_segment"]) for row in people}
    counted = {n: sum(1 for row in people if row["rfm_segment"] == n) for n in names}

    assert {row["rfm_segment"]: row["customers"] for row in segments} == counted
    into = {n: sum(int(str(r["customers"])) for r in moves if r["to_segment"] == n) for n in names}
    assert into == counted
    assert sum(int(str(r["customers"])) for r in moves) == len(people)
