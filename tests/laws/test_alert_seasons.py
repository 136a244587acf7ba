"""F-88: alerts know pay-day, twin dates and Lebaran, and tell of a real drop or jump."""

import math
import random
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import pytest

import campaign
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

Row = dict[str, object]
FIRST = date(2025, 6, 1)
WEEK = (1.0, 0.95, 0.9, 1.0, 1.1, 1.3, 1.25)
_SEASON = {"payday": 1.7, "twin": 4.0, "ordinary": 1.0, "ramp": 1.8, "holiday": 0.25, "return": 0.7}
FEAST = date(2026, 3, 21)
"""The first day of Idul Fitri."""


def season(day: date) -> str:
    """Of the world, not of the alert: before Lebaran people buy, then no courier comes."""
    since = (day - FEAST).days
    if -21 <= since <= 10:
        return "ramp" if since < -5 else "holiday" if since < 5 else "return"
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
    with built({"orders": orders}) as db:
        result = run_metric(db, get("alerts"), params, reader=EVERYTHING)
    rows = [r for r in result.records(printed=False) if r["rule"] == "sales_drop"]
    return dict(rows[0]) if rows else None


def raised(row: Row | None) -> bool:
    return row is not None and row["sure"] == 1 and int(str(row["value"])) >= 5000


def test_f_88_the_days_around_seasons_raise_nothing() -> None:
    """After pay-day and twin dates sales fall by half and more: that is no news."""
    sold = world(0, 150)
    after = [n for n in range(70, 149) if season(FIRST + timedelta(n - 1)) != "ordinary"]
    around = random.Random(0).sample([n for n in after if sold[n] < sold[n - 1]], 2)
    assert not any(raised(judged(sold, n + 1)) for n in around)


@pytest.mark.parametrize(
    ("day", "kind"), [(date(2025, 9, 17), "ordinary"), (date(2025, 9, 27), "payday")]
)
def test_f_88_a_day_with_a_third_of_its_usual_orders_is_told(day: date, kind: str) -> None:
    assert season(day) == kind
    n = (day - FIRST).days
    sold = world(3, 150)
    sold[n] = round(sold[n] * 0.3)
    shown = judged(sold, n + 1)
    assert raised(shown)
    assert shown is not None
    assert shown["shown"] == sold[n]


def test_f_88_a_twin_date_is_never_judged() -> None:
    sold = world(5, 150)
    n = (date(2025, 9, 9) - FIRST).days
    sold[n] = 3
    assert not raised(judged(sold, n + 1))


@pytest.mark.parametrize("since", [-4, 3])
def test_f_88_lebaran_raises_nothing(since: int) -> None:
    """The days without couriers sell a quarter, those after it less than usual: as every year."""
    sold = world(20, 320, base=20.0)
    n = (FEAST - FIRST).days + since
    assert sold[n] < sold[n - 14] / 2
    assert not raised(judged(sold, n + 1))


def test_f_88_a_drop_in_the_weeks_before_lebaran_is_told() -> None:
    sold = world(7, 320)
    n = (FEAST - FIRST).days - 9
    assert sold[n] > sold[n - 30], "the world sells more before the feast"
    sold[n] = round(sold[n] * 0.3)
    assert raised(judged(sold, n + 1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(campaign.share(6)))
def test_f_88_at_most_one_false_alert_a_month(seed: int) -> None:
    """Every third day of ten months, with Lebaran and the weeks after it."""
    sold = world(100 + seed, 360, base=20.0)
    alarms = sum(raised(judged(sold, n)) for n in range(60 + seed % 3, 360, 3))
    assert alarms <= 3


def ended(rates: dict[str, float], seed: int, last: date, *, late: float = 0.0) -> Row | None:
    """What the alert of returns measures where each season comes back at a rate of its own."""
    dice = random.Random(seed)
    orders = []
    for n in range(90):
        day = last - timedelta(n)
        for k in range(round(12 * _SEASON[season(day)])):
            more = late if n < 19 and season(day) != "twin" else 0.0
            back = dice.random() < rates.get(season(day), rates["ordinary"]) + more
            over = (day + timedelta(5)).isoformat()
            orders.append(
                {
                    "order_no": f"{n}-{k}",
                    "ordered_date": day.isoformat(),
                    "shipped_date": (day + timedelta(1)).isoformat(),
                    "status": "rts" if back else "completed",
                    "completed_date": None if back else over,
                    "returned_date": over if back else None,
                }
            )
    params = {
        "from_date": (last - timedelta(120)).isoformat(),
        "to_date": (last + timedelta(1)).isoformat(),
        "as_of": last.isoformat(),
    }
    with built({"orders": orders}) as db:
        result = run_metric(db, get("alerts"), params, reader=EVERYTHING)
    for row in result.records(printed=False):
        if (row["rule"], row["subject"]) == ("rts_jump", "*"):
            return dict(row)
    return None


def jumped(row: Row | None) -> bool:
    return row is not None and row["sure"] == 1 and int(str(row["value"])) >= 500


CALM = {"ordinary": 0.06, "twin": 0.50}
AFTER_TWIN = date(2025, 9, 20)


def test_f_88_returns_of_a_twin_date_are_compared_with_those_of_the_one_before() -> None:
    """Half of a twin date comes back, each time: within the fortnight after it too."""
    shown = ended(CALM, 1, AFTER_TWIN)
    assert shown is not None
    assert int(str(shown["shown"])) > 1000, "the fortnight has the twin date in it"
    assert not jumped(shown)


def test_f_88_returns_that_jump_on_ordinary_days_are_told() -> None:
    assert jumped(ended(CALM, 1, AFTER_TWIN, late=0.15))
