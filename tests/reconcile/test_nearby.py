"""Why something found no partner, and what is suggested instead."""

import json

import polars as pl

from money_frames import credited
from money_frames import lines
from money_frames import number
from omnicli.reconcile.banking import dated
from omnicli.reconcile.missing import misses
from omnicli.reconcile.nearby import nearby
from omnicli.reconcile.nearby import rated
from omnicli.reconcile.nearby import suggestions
from omnicli.reconcile.payers import paid_by
from omnicli.reconcile.rules import MatchRules

NEVER = pl.DataFrame(schema={"line_id": pl.Int64, "transaction_id": pl.Int64})
AUGUST = [(number("2025-08-01"), number("2025-08-31"))]


def looked_at(
    payouts: pl.DataFrame, bank: pl.DataFrame, taken: tuple[int, ...] = ()
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(misses, suggestions) of payouts and credits; ids in `taken` are booked already."""
    rules = MatchRules()
    ours, theirs = dated(payouts, bank)
    ours = ours.with_columns(is_open=~pl.col("line_id").is_in(taken))
    theirs = theirs.with_columns(is_open=~pl.col("transaction_id").is_in(taken))
    payers = paid_by(theirs, rules.payer_texts())
    near = nearby(ours, theirs, payers, rules, NEVER)
    named = theirs.filter("is_open").join(payers, on="transaction_id", how="semi")
    open_ = ours.filter("is_open")
    shown = misses(near, open_, named, sums={}, covered=AUGUST, rules=rules)
    return shown, suggestions(rated(near))


def reason(shown: pl.DataFrame, row: int) -> tuple[str, dict[str, int]]:
    """The first test that failed for the nearest candidate of a payout or credit."""
    first = shown.filter((pl.col("row_id") == row) & (pl.col("nth") == 1)).row(0, named=True)
    return first["failed_test"], json.loads(first["explanation"])


def test_an_amount_that_differs_says_by_how_much() -> None:
    shown, _ = looked_at(lines((1, "2025-08-04", 50_000)), credited((7, "2025-08-05", 47_500)))

    assert reason(shown, 1) == ("amount_differs", {"difference_sen": -250_000})
    assert reason(shown, 7) == ("amount_differs", {"difference_sen": -250_000})


def test_a_credit_that_came_too_late_says_how_many_days() -> None:
    shown, _ = looked_at(lines((1, "2025-08-04", 500)), credited((7, "2025-08-12", 500)))

    assert reason(shown, 1) == ("too_late", {"days": 6, "late_by": 3})


def test_a_credit_that_came_before_its_payout() -> None:
    shown, _ = looked_at(lines((1, "2025-08-04", 500)), credited((7, "2025-08-02", 500)))

    assert reason(shown, 1) == ("too_early", {"days": 2})


def test_another_payer_and_a_taken_credit() -> None:
    stranger, _ = looked_at(lines((1, "2025-08-04", 500)), credited((7, "2025-08-05", 500, "BUDI")))
    payouts = lines((1, "2025-08-04", 500), (2, "2025-08-05", 500))
    taken, _ = looked_at(payouts, credited((7, "2025-08-05", 500)), taken=(2, 7))

    assert reason(stranger, 1) == ("other_payer", {})
    assert reason(taken, 1) == ("taken", {})


def test_a_credit_of_another_amount_that_has_its_partner_explains_nothing() -> None:
    payouts = lines((1, "2025-08-04", 500), (2, "2025-08-05", 480))
    shown, _ = looked_at(payouts, credited((7, "2025-08-05", 480)), taken=(2, 7))

    assert reason(shown, 1) == ("no_candidate", {})


def test_nothing_near_and_no_statement_are_told_apart() -> None:
    shown, _ = looked_at(lines((1, "2025-08-04", 500), (2, "2025-09-15", 500)), credited().clear())

    assert reason(shown, 1) == ("no_candidate", {})
    assert reason(shown, 2) == ("no_statement", {})


def test_a_payout_whose_credit_may_still_come_is_never_missing() -> None:
    """Three banking days after the 26th end on a Sunday, the last day of the statement."""
    paid = lines(*((day, f"2025-08-{day}", 500) for day in (25, 26, 27, 31)), (1, "2025-07-31", 9))
    shown, _ = looked_at(paid, credited((70, "2025-08-29", 480)))

    reasons = {row: reason(shown, row)[0] for row in (25, 26, 27, 31, 1)}
    assert reasons == {
        25: "amount_differs",
        26: "amount_differs",
        27: "no_statement",
        31: "no_statement",
        1: "no_statement",
    }


def test_equal_candidates_are_all_listed_the_others_only_three() -> None:
    bank = credited(*((n, "2025-08-05", 500) for n in range(10, 15)), (20, "2025-08-05", 499))
    tied, _ = looked_at(lines((1, "2025-08-04", 500)), bank)
    near, _ = looked_at(lines((1, "2025-08-04", 501)), bank)

    mine = tied.filter(pl.col("row_id") == 1)
    assert mine["failed_test"].to_list() == ["ambiguous"] * 5
    assert near.filter(pl.col("row_id") == 1).height == 3


def test_a_credit_that_names_no_payer_is_not_asked_for_its_payout() -> None:
    shown, _ = looked_at(
        lines().clear(), credited((7, "2025-08-05", 500), (8, "2025-08-05", 9, "X"))
    )

    assert shown["row_id"].to_list() == [7]


def test_the_one_likely_pair_is_suggested_with_the_parts_of_its_score() -> None:
    _, found = looked_at(lines((1, "2025-08-04", 50_000)), credited((7, "2025-08-05", 43_500)))

    parts = ("score", "amount_score", "payer_score", "days_score")
    assert found.select("line_id", "transaction_id", *parts).rows() == [(1, 7, 82, 35, 25, 22)]


def test_two_equally_likely_pairs_are_not_suggested() -> None:
    bank = credited((7, "2025-08-05", 43_500), (8, "2025-08-05", 43_500))

    assert looked_at(lines((1, "2025-08-04", 50_000)), bank)[1].is_empty()


def test_an_unlikely_pair_is_not_suggested() -> None:
    assert looked_at(lines((1, "2025-08-04", 50_000)), credited((7, "2025-08-20", 30_000)))[
        1
    ].is_empty()
