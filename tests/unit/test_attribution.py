"""Attributed spend is all the spend, whatever the method; the proportional one is an identity."""

import random

import pytest

from metric_cases import AUGUST
from metric_cases import built
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

PLATFORMS = ("tiktok", "shopee", "orderonline", "tokopedia", "lazada")


def shop(seed: int) -> dict[str, list[dict[str, object]]]:
    """A random August of orders, refunds, ads by day and by month, and two purposes."""
    rng = random.Random(seed)

    def day() -> str:
        return f"2025-{rng.choice((7, 8, 8)):02d}-{rng.randrange(1, 32):02d}"

    orders: list[dict[str, object]] = [
        {
            "order_no": str(n),
            "platform": rng.choice(PLATFORMS),
            "customer": f"B{rng.randrange(12)}",
            "ordered_date": day(),
            "net_revenue_sen": rng.randrange(1, 999),
            "refund_sen": rng.choice((0, 0, 0, 1500)),
        }
        for n in range(rng.randrange(40))
    ]
    ads: list[dict[str, object]] = []
    for n in range(rng.randrange(1, 20)):
        first = day()
        wide = rng.random() < 0.2
        ads.append(
            {
                "platform": rng.choice(("meta", "tiktok", "shopee")),
                "campaign": f"{rng.choice(('Retarget', 'Akuisisi', 'Umum'))} {n}",
                "date_from": first,
                "date_to": f"{first[:8]}31" if wide else first,
                "spend_sen": rng.randrange(1, 5000),
            }
        )
    purposes: list[dict[str, object]] = [
        {"pattern": "retarget", "purpose": "retargeting"},
        {"pattern": "akuisisi", "purpose": "acquisition"},
    ]
    return {"orders": orders, "ad_performance": ads, "ad_purposes": purposes}


@pytest.mark.parametrize("seed", range(12))
def test_attributed_spend_is_the_spend(seed: int) -> None:
    with built(shop(seed)) as db:
        (blended,), rows = (
            run_metric(db, get(name), AUGUST, reader=EVERYTHING).records(printed=False)
            for name in ("roas", "roas_attribution")
        )

    for row in rows:
        parts = [int(str(row[name])) for name in ("spend_new_sen", "spend_repeat_sen")]
        assert sum(parts) == blended["ad_spend_sen"]
        assert min(parts) >= 0
        assert row["revenue_new_sen"] == blended["revenue_new_sen"]
        assert row["revenue_repeat_sen"] == blended["revenue_repeat_sen"]
    identity = next(row for row in rows if row["is_identity"])
    if min(int(str(identity[f"revenue_{side}_sen"])) for side in ("new", "repeat")) > 0:
        assert identity["roas_new_bps"] == identity["roas_repeat_bps"] == blended["roas_bps"]
