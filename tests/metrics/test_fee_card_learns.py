"""The rate card learned from made-up settlements whose true rules are known (F-71)."""

import json
import random
from datetime import date
from datetime import timedelta
from fractions import Fraction

import pytest

from metric_cases import Cells
from metric_cases import build
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric

FIRST = date(2025, 1, 1)
YEAR = {"from_date": "2025-01-01", "to_date": "2026-01-01", "as_of": "2026-01-31"}
Rule = tuple[int, int, int]
"""Day from the first, rate in basis points, amount per order in sen."""

RULES: dict[str, dict[str, list[Rule]]] = {
    "Komisi": {"*": [(0, 475, 0), (121, 625, 0), (122 + 90, 600, 0)], "P7": [(0, 1000, 0)]},
    "Program": {"*": [(0, 400, 0), (203, 450, 0)], "P3": [(0, 600, 0)], "P4": [(0, 600, 0)]},
    "Proses": {"*": [(0, 0, 100_000), (150, 0, 125_000)]},
}
CAP = 4_000_000
"""The most that `Program` takes."""


def rule_of(charge: str, product: str, day: int) -> Rule:
    """The rule in force on a day for a product."""
    rules = RULES[charge].get(product, RULES[charge]["*"])
    return next(rule for rule in reversed(rules) if rule[0] <= day)


def charged(charge: str, items: list[tuple[str, int]], day: int) -> int:
    """Sen that a charge takes of the items, in whole rupiah."""
    rate = sum(Fraction(sen * rule_of(charge, product, day)[1], 10_000) for product, sen in items)
    sen = int(rate / 100 + Fraction(1, 2)) * 100 + rule_of(charge, "*", day)[2]
    return min(sen, CAP) if charge == "Program" else sen


def shop(seed: int, orders: int) -> tuple[dict[str, list[Cells]], int]:
    """A year of settled orders of eight products; one in two hundred is charged something odd."""
    chance = random.Random(seed)
    rows: dict[str, list[Cells]] = {"orders": [], "order_items": [], "settlement_lines": []}
    odd = 0
    for n in range(orders):
        day = 365 * n // orders
        when = (FIRST + timedelta(days=day)).isoformat()
        products = chance.sample(range(1, 9), 2 if chance.random() < 0.15 else 1)
        dear = 50 if chance.random() < 0.03 else 1
        items = [(f"P{p}", dear * chance.randrange(10_000, 250_000) * 100) for p in products]
        charges = {charge: charged(charge, items, day) for charge in RULES}
        if chance.random() < 0.005:
            charges["Komisi"] += chance.randrange(5_000, 20_000) * 100
            odd += 1
        base, taken = sum(sen for _, sen in items), sum(charges.values())
        number = f"N{n}"
        rows["orders"].append(
            {
                "order_no": number,
                "platform": "tiktok",
                "ordered_date": when,
                "status": "completed",
                "completed_date": when,
                "product_gross_sen": str(base),
                "net_revenue_sen": str(base),
                "quantity": str(len(items)),
            }
        )
        rows["order_items"] += [
            {
                "order_no": number,
                "line_no": str(line),
                "sku": product,
                "quantity": "1",
                "subtotal_sen": str(sen),
            }
            for line, (product, sen) in enumerate(items, 1)
        ]
        rows["settlement_lines"].append(
            {
                "source": "tiktok-income",
                "platform": "tiktok",
                "order_no": number,
                "gross_sen": str(base),
                "fee_sen": str(-taken),
                "net_sen": str(base - taken),
                "charges": json.dumps({name: -sen for name, sen in charges.items()}),
                "occurred_date": when,
            }
        )
    return rows, odd


@pytest.mark.parametrize(
    ("seed", "orders"),
    [(1, 1_200), *(pytest.param(seed, 3_000, marks=pytest.mark.slow) for seed in (1, 2, 3))],
)
def test_the_card_finds_every_rule_from_its_day(seed: int, orders: int) -> None:
    """Each planted rate, amount, product and cap to the day, and no other; all but the odd fit."""
    rows, odd = shop(seed, orders)
    db = build(rows)
    days = {str(r["ordered_date"]) for r in rows["orders"]}
    found = run_metric(db, get("fee_card"), YEAR, reader=EVERYTHING).records(printed=False)
    card = {(r["kind"], r["product"], r["rate_bps"], r["flat_sen"]): r["from_date"] for r in found}
    true = {
        (charge, product, bps, flat): day
        for charge, products in RULES.items()
        for product, rules in products.items()
        for day, bps, flat in rules
    }
    assert set(card) == set(true)
    for rule, day in true.items():
        begun = (FIRST + timedelta(days=day)).isoformat()
        # A product's own rule shows with its first sale.
        if rule[1] == "*":
            assert card[rule] == min(d for d in days if d >= begun), rule
    assert {r["cap_sen"] for r in found if r["kind"] == "Program" and r["product"] == "*"} == {CAP}

    [share] = run_metric(db, get("fee_explained"), YEAR, reader=EVERYTHING).records(printed=False)
    counts = {name: int(share[name] or 0) for name in ("orders", "explained_orders")}
    assert counts["orders"] == orders
    assert orders - counts["explained_orders"] <= odd
    assert 100 * counts["explained_orders"] >= 99 * orders
