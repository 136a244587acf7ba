"""Payouts and bank credits: what is booked, what stays open, and why."""

from typing import Any

import polars as pl

from money_frames import credited
from money_frames import lines
from omnicli.reconcile.assign import forced_pairs
from omnicli.reconcile.banking import Banked
from omnicli.reconcile.banking import dated
from omnicli.reconcile.banking import match_bank
from omnicli.reconcile.payers import paid_by
from omnicli.reconcile.rules import MatchRules

NEVER = pl.DataFrame(schema={"line_id": pl.Int64, "transaction_id": pl.Int64})


def matched(
    payouts: pl.DataFrame,
    bank: pl.DataFrame,
    rules: MatchRules | None = None,
    never: pl.DataFrame = NEVER,
) -> Banked:
    """What the rules book and leave open."""
    rules = rules or MatchRules()
    ours, theirs = dated(payouts, bank)
    return match_bank(ours, theirs, paid_by(theirs, rules.payer_texts()), rules, never)


def booked(*given: Any, **more: Any) -> list[tuple[Any, ...]]:
    """(payout, transaction, rule, banking days), sorted."""
    found = matched(*given, **more).booked
    return sorted(found.select("line_id", "transaction_id", "rule", "days").iter_rows())


def test_same_amount_same_payer_next_day() -> None:
    assert booked(lines((1, "2025-08-04", 500)), credited((7, "2025-08-05", 500))) == [
        (1, 7, "exact_amount", 1)
    ]


def test_a_rupiah_of_difference_is_no_match() -> None:
    assert booked(lines((1, "2025-08-04", 500)), credited((7, "2025-08-05", 499))) == []


def test_another_payer_is_no_match() -> None:
    assert booked(lines((1, "2025-08-04", 500)), credited((7, "2025-08-05", 500, "BUDI"))) == []


def test_a_bank_line_before_the_payout_is_no_match() -> None:
    assert booked(lines((1, "2025-08-04", 500)), credited((7, "2025-08-03", 500))) == []


def test_a_weekend_does_not_count() -> None:
    """Friday to Wednesday is three banking days, to Thursday four."""
    friday = lines((1, "2025-08-08", 500))

    assert booked(friday, credited((7, "2025-08-13", 500))) == [(1, 7, "exact_amount", 3)]
    assert booked(friday, credited((7, "2025-08-14", 500))) == []


def test_the_whole_lebaran_of_2025_counts_for_nothing() -> None:
    """28 March to 7 April 2025 were holidays, joint leave and weekends."""
    before = lines((1, "2025-03-27", 500))

    assert booked(before, credited((7, "2025-04-08", 500))) == [(1, 7, "exact_amount", 1)]
    assert booked(before, credited((7, "2025-04-11", 500))) == []


def test_a_known_payout_fee_explains_its_own_gap_only() -> None:
    rules = MatchRules(payout_fees={"shopee": [250_000]})
    payouts = lines((1, "2025-08-04", 50_000))

    found = matched(payouts, credited((7, "2025-08-05", 47_500)), rules).booked
    assert found.select("line_id", "rule", "fee_sen").rows() == [(1, "amount_less_fee", 250_000)]
    assert booked(payouts, credited((7, "2025-08-05", 47_400)), rules=rules) == []
    assert booked(payouts, credited((7, "2025-08-05", 47_500))) == []


def test_the_exact_amount_goes_before_the_amount_less_a_fee() -> None:
    rules = MatchRules(payout_fees={"shopee": [250_000]})
    bank = credited((7, "2025-08-05", 50_000), (8, "2025-08-05", 47_500))

    assert booked(lines((1, "2025-08-04", 50_000)), bank, rules=rules) == [
        (1, 7, "exact_amount", 1)
    ]


def test_two_equal_credits_for_one_payout_book_nothing() -> None:
    found = matched(
        lines((1, "2025-08-04", 500)), credited((7, "2025-08-05", 500), (8, "2025-08-06", 500))
    )

    assert found.booked.is_empty()
    assert sorted(found.ambiguous["transaction_id"]) == [7, 8]


def test_two_equal_amounts_on_one_day_are_both_listed_and_not_booked() -> None:
    payouts = lines((1, "2025-08-04", 500), (2, "2025-08-04", 500))
    found = matched(payouts, credited((7, "2025-08-05", 500), (8, "2025-08-05", 500)))

    assert found.booked.is_empty()
    assert found.ambiguous.height == 4


def test_equal_amounts_that_fit_only_one_way_are_booked() -> None:
    """The first credit is too early for the second payout, so nothing else is possible."""
    payouts = lines((1, "2025-08-04", 500), (2, "2025-08-06", 500))
    bank = credited((7, "2025-08-05", 500), (8, "2025-08-07", 500))

    assert booked(payouts, bank) == [(1, 7, "exact_amount", 1), (2, 8, "exact_amount", 1)]


def test_a_pair_that_a_person_ruled_out_leaves_the_other_one() -> None:
    bank = credited((7, "2025-08-05", 500), (8, "2025-08-06", 500))
    never = pl.DataFrame({"line_id": [1], "transaction_id": [7]})

    assert booked(lines((1, "2025-08-04", 500)), bank, never=never) == [(1, 8, "exact_amount", 2)]


def test_the_merged_shop_may_be_paid_under_either_name() -> None:
    payouts = lines((1, "2025-08-04", 500), platform="tiktok")

    assert booked(payouts, credited((7, "2025-08-05", 500, "TRSF TOKO PEDIA"))) == [
        (1, 7, "exact_amount", 1)
    ]


def test_a_payer_of_the_stores_own_is_known() -> None:
    payouts = lines((1, "2025-08-04", 500), platform="mengantar")
    bank = credited((7, "2025-08-05", 500, "TRSF DARI CONTOH LOGISTIK"))

    assert booked(payouts, bank) == []
    rules = MatchRules(payers={"mengantar": ["Contoh  Logistik"]})
    assert booked(payouts, bank, rules=rules) == [(1, 7, "exact_amount", 1)]


def test_a_chain_of_candidates_has_one_assignment() -> None:
    assert forced_pairs([(1, 10), (1, 11), (2, 11), (2, 12), (3, 12)]) == (
        {(1, 10), (2, 11), (3, 12)},
        set(),
    )


def test_a_ring_of_candidates_has_two_and_is_left() -> None:
    ring = [(1, 10), (1, 11), (2, 11), (2, 10)]

    assert forced_pairs([*ring, (5, 50)]) == ({(5, 50)}, set(ring))


def test_three_payouts_for_two_credits_are_left() -> None:
    edges = [(1, 10), (2, 10), (2, 11), (3, 11)]

    assert forced_pairs(edges) == (set(), set(edges))
