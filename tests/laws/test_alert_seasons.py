"""F-88: the alert of a drop of orders knows pay-day and twin dates, and tells of a real one."""

import math
import random
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import pytest

import campaign
from metric_cases import build
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

Row = dict[str, object]
FIRST = date(2025, 6, 1)
WEEK = (1.0, 0.95, 0.9, 1.0, 1.1, 1.3, 1.25)
_SEASON = {"payday": 1.7, "twin": 4.0, "ordinary": 1.0}


def season(day: date) -> str:
    if day.day == day.month:
        return "twin"
    return "payday" if day.day >= 25 or day.day == 1 else "ordinary"


def world(seed: int, days: int, base: float = 40.0) -> list[int]:
    """Orders a day, by weekday and season, scattered half as much again as counting alone does."""
    rng = random.Random(seed)
    sold = []
    for n in range(days):
        day = FIRST + timedelta(n)
        mean = base * WEEK[day.weekday()] * _SEASON[season(day)]
        sold.append(max(0, round(rng.gauss(mean, 1.5 * math.sqrt(mean)))))
    return sold


def judged(sold: Sequence[int], last: int) -> Row | None:
    """What the alert measures of the day before the newest one, if anything."""
    orders = [
        {
            "order_no": f"{n}-{k}",
            "ordered_date": (FIRST + timedelta(n)).isoformat(),
            "status": "completed",
        }
        for n in range(max(0, last - 60), last + 1)
        for k in range(sold[n])
    ]
    day = FIRST + timedelta(last)
    params = {
        "from_date": (day - timedelta(120)).isoformat(),
        "to_date": (day + timedelta(1)).isoformat(),
        "as_of": day.isoformat(),
    }
    result = run_metric(build({"orders": orders}), get("alerts"), params, reader=EVERYTHING)
    rows = [r for r in result.records(printed=False) if r["rule"] == "sales_drop"]
    return dict(rows[0]) if rows else None


def raised(row: Row | None) -> bool:
    return row is not None and row["sure"] == 1 and int(str(row["value"])) >= 5000


@pytest.mark.parametrize("seed", range(2))
def test_f_88_the_days_around_seasons_raise_nothing(seed: int) -> None:
    """After pay-day and twin dates sales fall by half and more: that is no news."""
    sold = world(seed, 150)
    after = [n for n in range(70, 149) if season(FIRST + timedelta(n - 1)) != "ordinary"]
    around = random.Random(seed).sample([n for n in after if sold[n] < sold[n - 1]], 4)
    assert not any(raised(judged(sold, n + 1)) for n in around)


@pytest.mark.parametrize(
    ("day", "kind"), [(date(2025, 9, 17), "ordinary"), (date(2025, 9, 27), "payday")]
)
def test_f_88_a_day_with_a_third_of_its_usual_orders_is_told(day: date, kind: str) -> None:
    assert season(day) == kind
    n = (day - FIRST).days
    sold = world(3, 150)
    sold[n] = round(sold[n] * 0.3)
    told = judged(sold, n + 1)
    assert raised(told)
    assert told is not None
    assert told["shown"] == sold[n]


def test_f_88_a_twin_date_is_never_judged() -> None:
    sold = world(5, 150)
    n = (date(2025, 9, 9) - FIRST).days
    sold[n] = 3
    assert not raised(judged(sold, n + 1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(campaign.share(6)))
def test_f_88_at_most_one_false_alert_a_month(seed: int) -> None:
    sold = world(100 + seed, 240)
    alarms = sum(raised(judged(sold, n)) for n in range(60, 240))
    assert alarms <= 6
