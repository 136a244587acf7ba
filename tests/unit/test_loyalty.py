"""Points: the seed's examples, and what holds under any order of orders, returns and exchanges."""

import random
from collections import defaultdict

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from omnicli.domain.loyalty import Bought
from omnicli.domain.loyalty import Exchange
from omnicli.domain.loyalty import Rule
from omnicli.domain.loyalty import Tier
from omnicli.domain.loyalty import ledger
from omnicli.domain.loyalty import points_of

AMOUNT = Rule(program="P", points=10, unit_sen=100_000_00)
TIERS = [
    Tier(program="P", points=100, percent=5),
    Tier(program="P", points=500, amount_sen=20_000_00),
    Tier(program="P", points=1000, gift="Umrah"),
]


def bought(number: int, amount: int, **shown: object) -> Bought:
    facts: dict[str, object] = {"customer": 1, "category": "pelanggan", "ordered": "2025-08-01"}
    return Bought(order_id=number, amount_sen=amount, **{**facts, **shown})  # type: ignore[arg-type]


def test_the_examples_of_the_seed() -> None:
    """S1-11: Rp100.000 gives 10 points, no carry-over; S1-12: two of product A give 10."""
    assert points_of(AMOUNT, bought(1, 100_000_00)) == 10
    assert points_of(AMOUNT, bought(1, 299_999_99)) == 20
    by_product = Rule(program="P", points=10, sku="A", unit_pieces=2)
    assert points_of(by_product, bought(1, 1, pieces={"A": 5})) == 20
    assert points_of(by_product, bought(1, 1, pieces={"B": 5})) == 0


def test_whom_and_when_a_program_is_for() -> None:
    """S1-13, S1-18."""
    rule = Rule(program="P", points=1, unit_sen=100, categories=frozenset({"reseller"}))
    assert points_of(rule, bought(1, 100)) == 0
    assert points_of(rule, bought(1, 100, category="reseller")) == 1
    dated = Rule(program="P", points=1, unit_sen=100, from_date="2025-08-02")
    assert points_of(dated, bought(1, 100)) == 0
    assert points_of(dated, bought(1, 100, ordered="2025-08-02")) == 1


def test_a_reward_lands_on_the_next_order() -> None:
    """S1-14…17, S1-42: percent, rupiah and a gift, never more than the order."""
    first = bought(1, 10_000_000_00, earned="2025-08-03")
    then = bought(2, 15_000_00, ordered="2025-08-10")
    for points, value, gift in ((100, 750_00, None), (500, 15_000_00, None), (1000, 0, "Umrah")):
        given_away = Exchange(program="P", customer=1, day="2025-08-04", points=points)
        *_, entry = ledger([AMOUNT], TIERS, [then, first], [given_away])
        assert (entry.kind, entry.points, entry.order_id) == ("redeemed", -points, 2)
        assert (entry.value_sen, entry.gift) == (value, gift)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.integers(0, 2_000_000_00),
            st.integers(1, 20),
            st.none() | st.integers(0, 9),
        ),
        max_size=12,
    ),
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 28), st.sampled_from([100, 500, 1000, 7])),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_a_balance_is_its_entries_and_never_below_zero(
    sold: list[tuple[int, int, int, int | None]],
    given_away: list[tuple[int, int, int]],
    rng: random.Random,
) -> None:
    """S1-08, S1-19: whatever the order in which orders, returns and exchanges became known."""
    orders = [
        bought(
            n,
            amount,
            customer=customer,
            ordered=f"2025-08-{day:02d}",
            earned=f"2025-08-{day + 1:02d}",
            returned=None if back is None else f"2025-08-{day + back:02d}",
        )
        for n, (customer, amount, day, back) in enumerate(sold)
    ]
    exchanges = [
        Exchange(program="P", customer=c, day=f"2025-08-{day:02d}", points=points)
        for c, day, points in given_away
    ]
    entries = ledger([AMOUNT], TIERS, orders, exchanges)
    shuffled = rng.sample(orders, len(orders))
    assert ledger([AMOUNT], TIERS, shuffled, rng.sample(exchanges, len(exchanges))) == entries
    running: dict[int, int] = defaultdict(int)
    for entry in entries:
        running[entry.customer] += entry.points
        assert running[entry.customer] >= 0
    earned = {o.order_id: points_of(AMOUNT, o) for o in orders}
    for entry in entries:
        if entry.kind == "earned":
            assert entry.points == earned[entry.order_id or 0]
    assert sum(e.kind in {"redeemed", "refused"} for e in entries) == len(exchanges)
