"""Credits that a courier pays straight, without a wallet in between."""

import polars as pl

from money_frames import credited
from money_frames import lines
from omnicli.reconcile.banking import dated
from omnicli.reconcile.direct import Direct
from omnicli.reconcile.direct import match_direct
from omnicli.reconcile.payers import paid_by
from omnicli.reconcile.rules import MatchRules
from omnicli.reconcile.subset import exact_sets


def matched(sold: pl.DataFrame, bank: pl.DataFrame, rules: MatchRules | None = None) -> Direct:
    rules = rules or MatchRules()
    ours, theirs = dated(sold, bank)
    return match_direct(ours, theirs, paid_by(theirs, rules.payer_texts()), rules)


def cod(*rows: tuple[object, ...]) -> pl.DataFrame:
    return lines(*rows, platform="mengantar")


def told(found: Direct) -> list[tuple[int, str, tuple[int, ...]]]:
    return [(s.transaction_id, s.rule, tuple(sorted(s.lines))) for s in found.booked]


def test_one_credit_for_forty_orders_of_one_day() -> None:
    sold = cod(*((n, "2025-08-04", 1_000 + n) for n in range(40)), (99, "2025-08-01", 7))
    total = sum(1_000 + n for n in range(40))
    found = matched(sold, credited((7, "2025-08-05", total, "MENGANTAR")))

    assert told(found) == [(7, "days_total", tuple(range(40)))]


def test_the_lines_of_one_reference_go_before_everything() -> None:
    sold = cod(
        (1, "2025-08-04", 100, "INV-1"), (2, "2025-08-04", 50, "INV-1"), (3, "2025-08-04", 150)
    )
    found = matched(sold, credited((7, "2025-08-05", 150, "MENGANTAR")))

    assert told(found) == [(7, "reference_total", (1, 2))]


def test_a_few_lines_that_add_up_only_one_way() -> None:
    sold = cod((1, "2025-08-04", 100), (2, "2025-08-04", 37), (3, "2025-08-04", 11))
    found = matched(sold, credited((7, "2025-08-05", 111, "MENGANTAR")))

    assert told(found) == [(7, "exact_set", (1, 3))]


def test_lines_that_add_up_in_two_ways_book_nothing() -> None:
    sold = cod((1, "2025-08-04", 100), (2, "2025-08-04", 60), (3, "2025-08-04", 40))
    found = matched(sold, credited((7, "2025-08-05", 100, "MENGANTAR")))

    assert found.booked == []
    assert found.ambiguous == {7: "exact_set"}


def test_two_credits_do_not_share_a_line() -> None:
    sold = cod((1, "2025-08-04", 100))
    bank = credited((7, "2025-08-05", 100, "MENGANTAR"), (8, "2025-08-06", 100, "MENGANTAR"))
    found = matched(sold, bank)

    assert found.booked == []
    assert set(found.ambiguous) == {7, 8}


def test_a_transfer_fee_of_the_rules_is_allowed_for() -> None:
    rules = MatchRules(payout_fees={"mengantar": [250_000]})
    found = matched(
        cod((1, "2025-08-04", 50_000)), credited((7, "2025-08-05", 47_500, "MENGANTAR")), rules
    )

    assert [(s.rule, s.fee_sen) for s in found.booked] == [("days_total", 250_000)]


def test_a_marketplace_pays_out_of_a_balance_never_lines() -> None:
    sold = lines((1, "2025-08-04", 100))

    assert matched(sold, credited((7, "2025-08-05", 100))).booked == []


def test_the_search_counts_every_set_and_knows_its_limits() -> None:
    assert exact_sets([5, 3, 2], 5) in ([(0,), (1, 2)], [(1, 2), (0,)])
    assert exact_sets([1] * 13, 13) == []  # thirteen legs are one too many
    assert exact_sets(list(range(1, 22)), 3) == []  # twenty-one amounts say nothing
    assert exact_sets([7, -2, 4], 5) == [(0, 1)]
