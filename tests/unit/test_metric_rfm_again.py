"""RFM worked out a second time, from the definition alone, over shops full of ties."""

from datetime import date
from datetime import timedelta
from random import Random

import pytest

from metric_cases import Tables
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

AS_OF = date(2025, 8, 31)
SEGMENTS = {
    5: ("New", "Potential Loyalist", "Potential Loyalist", "Champions", "Champions"),
    4: ("Promising", "Potential Loyalist", "Potential Loyalist", "Loyal", "Loyal"),
    3: ("Need Attention", "Need Attention", "Need Attention", "Loyal", "Loyal"),
    2: ("Hibernating", "At Risk", "At Risk", "Can't Lose", "Can't Lose"),
    1: ("Lost", "Hibernating", "Hibernating", "Can't Lose", "Can't Lose"),
}
"""definitions 1.12: by R, then F of 1 to 5."""

Sale = tuple[str, date, str, int]


@pytest.mark.parametrize("seed", range(6))
def test_scores_and_segments_are_those_of_the_definition(seed: int) -> None:
    rng = Random(seed)
    names = [f"P{n:02d}" for n in range(rng.choice((1, 4, 5, 23, 60)))]
    sales = [
        (
            rng.choice(names),
            AS_OF - timedelta(days=rng.choice((0, 0, 1, 7, 30, 90, 400))),
            rng.choice(("completed", "completed", "completed", "rts", "shipped", "canceled")),
            rng.choice((0, 5_000_000, 5_000_000, 12_345_600)),
        )
        for _ in range(len(names) * rng.choice((1, 3, 6)))
    ]
    tables: Tables = {
        "customers": [{"name": name, "confidence": "certain"} for name in names],
        "orders": [
            {
                "order_no": f"O{number}",
                "customer": who,
                "ordered_date": day.isoformat(),
                "completed_date": day.isoformat() if status == "completed" else "",
                "status": status,
                "net_revenue_sen": value,
            }
            for number, (who, day, status, value) in enumerate(sales)
        ],
    }
    with built(tables) as db:
        result = run_metric(db, get("rfm"), {"as_of": AS_OF.isoformat()}, reader=EVERYTHING)
    rows = result.records(printed=False)

    found = {
        row["name"]: tuple(
            row[name]
            for name in ("recency_days", "frequency", "monetary_sen", "r", "f", "m", "rfm_segment")
        )
        for row in rows
    }
    assert found == _again(sales)


def _again(sales: list[Sale]) -> dict[object, tuple[object, ...]]:
    done: dict[str, list[Sale]] = {}
    for sale in sales:
        if sale[2] == "completed":
            done.setdefault(sale[0], []).append(sale)
    last = {who: max(day for _, day, _, _ in mine) for who, mine in done.items()}
    spent = {who: sum(value for *_, value in mine) for who, mine in done.items()}
    found: dict[object, tuple[object, ...]] = {}
    for who, mine in done.items():
        staler = sum(1 for other in done if last[other] < last[who])
        poorer = sum(1 for other in done if spent[other] < spent[who])
        many = len(mine)
        r, m = 1 + 5 * staler // len(done), 1 + 5 * poorer // len(done)
        f = 5 if many >= 6 else min(4, many)
        days = (AS_OF - last[who]).days
        found[who] = (days, many, spent[who], r, f, m, SEGMENTS[r][f - 1])
    return found
