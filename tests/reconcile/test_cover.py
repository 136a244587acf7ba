"""Which lines a payout paid out, worked out by hand."""

from typing import Any

import polars as pl
import pytest

from money_frames import lines
from omnicli.reconcile.cover import cover


def covered(lines_: pl.DataFrame, payouts: pl.DataFrame) -> list[tuple[Any, ...]]:
    """(payout, line, rupiah), sorted; the rule is looked at where it matters."""
    found = cover(lines_, payouts).select("payout_line_id", "line_id", pl.col("amount_sen") // 100)
    return sorted(found.iter_rows(), key=lambda row: (row[0], row[1] or 0))


def test_the_oldest_line_is_paid_out_first_and_the_last_one_in_part() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", 50), (3, "2025-08-03", 70))

    assert covered(sold, lines((90, "2025-08-04", 120))) == [(90, 1, 100), (90, 2, 20)]


def test_the_next_payout_goes_on_where_the_last_one_stopped() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", 50), (3, "2025-08-03", 70))
    payouts = lines((90, "2025-08-04", 120), (91, "2025-08-05", 80))

    assert covered(sold, payouts) == [(90, 1, 100), (90, 2, 20), (91, 2, 30), (91, 3, 50)]


def test_lines_of_one_day_are_taken_in_the_order_of_their_keys_not_of_their_rows() -> None:
    sold = lines((2, "2025-08-01", 50), (1, "2025-08-01", 50))

    assert covered(sold, lines((90, "2025-08-01", 60))) == [(90, 1, 50), (90, 2, 10)]


def test_keys_decide_and_not_the_numbers_that_imports_gave() -> None:
    """The same two lines, numbered the other way round by another order of imports."""
    sold = lines((1, "2025-08-01", 50), (2, "2025-08-01", 50))
    other_way = sold.with_columns(line_key=pl.Series(["b", "a"]))

    assert covered(other_way, lines((90, "2025-08-01", 60))) == [(90, 1, 10), (90, 2, 50)]


def test_a_payout_never_covers_what_came_after_it() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-03", 50))

    assert covered(sold, lines((90, "2025-08-02", 120))) == [(90, None, 20), (90, 1, 100)]


def test_on_one_day_times_decide_where_both_have_one() -> None:
    sold = lines((1, "2025-08-01 09:00:00", 100), (2, "2025-08-01 15:00:00", 50))

    at_noon = covered(sold, lines((90, "2025-08-01 12:00:00", 120)))
    some_time = covered(sold, lines((90, "2025-08-01", 120)))

    assert at_noon == [(90, None, 20), (90, 1, 100)]
    assert some_time == [(90, 1, 100), (90, 2, 20)]


def test_own_money_is_paid_out_last() -> None:
    """A top-up of the 1st, a sale and a charge of the 2nd: sales and charges go out first."""
    shown = lines(
        (1, "2025-08-01", 500),
        (2, "2025-08-02", 100),
        (3, "2025-08-02", -30),
        (4, "2025-08-05", 40),
    ).with_columns(is_own=pl.Series([1, 0, 0, 0]))

    out = covered(shown, lines((90, "2025-08-03", 270), (91, "2025-08-06", 340)))

    assert out == [(90, 1, 200), (90, 2, 100), (90, 3, -30), (91, 1, 300), (91, 4, 40)]


def test_what_no_line_explains_is_money_from_before() -> None:
    """A wallet whose sales files are missing: the payout is an opening balance as a whole."""
    assert covered(lines((1, "2025-08-09", 10)), lines((90, "2025-08-01", 500))) == [
        (90, None, 500)
    ]


def test_a_negative_line_takes_the_oldest_positive_and_leaves_with_the_payout() -> None:
    """100 + 60 came in, 30 was charged: 130 went out, and all three lines are settled."""
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", -30), (3, "2025-08-02", 60))

    assert covered(sold, lines((90, "2025-08-03", 130))) == [
        (90, 1, 100),
        (90, 2, -30),
        (90, 3, 60),
    ]


def test_a_charge_after_a_payout_leaves_with_the_next_one() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-03", -30), (3, "2025-08-04", 60))
    payouts = lines((90, "2025-08-02", 100), (91, "2025-08-05", 30))

    assert covered(sold, payouts) == [(90, 1, 100), (91, 2, -30), (91, 3, 60)]


def test_a_debt_waits_for_the_next_positive_line() -> None:
    """A charge of 150 meets only 100: what is missing is taken from what comes later."""
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", -150), (3, "2025-08-04", 80))
    payouts = lines((90, "2025-08-03", 20), (91, "2025-08-05", 30))

    assert covered(sold, payouts) == [
        (90, None, 20),
        (90, 1, 100),
        (90, 2, -100),
        (91, 2, -50),
        (91, 3, 80),
    ]


def test_a_reference_goes_before_age() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", 50, "W-7"), (3, "2025-08-09", 20, "W-7"))
    payouts = lines((90, "2025-08-03", 70, "W-7"), (91, "2025-08-04", 100, "W-8"))

    assert covered(sold, payouts) == [(90, 2, 50), (90, 3, 20), (91, 1, 100)]
    rules = cover(sold, payouts).sort("payout_line_id", "line_id")["rule"].to_list()
    assert rules == ["payout_ref", "payout_ref", "by_fifo"]


def test_a_payout_larger_than_the_lines_of_its_reference_takes_no_others() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", 50, "W-7"))

    assert covered(sold, lines((90, "2025-08-03", 70, "W-7"))) == [(90, None, 20), (90, 2, 50)]


def test_wallets_do_not_pay_for_each_other() -> None:
    sold = pl.concat([lines((1, "2025-08-01", 100)), lines((2, "2025-08-01", 100), account="dua")])
    payouts = lines((90, "2025-08-02", 150), account="dua")

    assert covered(sold, payouts) == [(90, None, 50), (90, 2, 100)]


def test_a_set_made_by_hand_goes_before_reference_and_age() -> None:
    sold = lines((1, "2025-08-01", 100), (2, "2025-08-02", 50, "W-7"), (3, "2025-08-09", 70))
    payouts = lines((90, "2025-08-03", 70, "W-7"), (91, "2025-08-04", 100))
    bundle = pl.col("line_id").replace_strict({3: "H1", 90: "H1"}, default=None)
    by_hand = [f.with_columns(bundle=bundle) for f in (sold, payouts)]

    assert covered(*by_hand) == [(90, 3, 70), (91, 1, 100)]


@pytest.mark.parametrize("empty", ["lines", "payouts"])
def test_one_side_alone_is_no_error(empty: str) -> None:
    sold, paid = lines((1, "2025-08-01", 100)), lines((90, "2025-08-02", 40))

    if empty == "payouts":
        assert covered(sold, paid.clear()) == []
    else:
        assert covered(sold.clear(), paid) == [(90, None, 40)]


def test_a_late_line_never_moves_a_frozen_payout_and_is_paid_out_by_the_next() -> None:
    """40 of 2 August came late: the closed payout took 120 of lines 2 and 3, and keeps them."""
    sold = lines((2, "2025-08-03", 100), (3, "2025-08-05", 50))
    august = lines((90, "2025-08-09", 120))
    late = pl.concat([lines((1, "2025-08-02", 40)), sold])
    both = pl.concat([august, lines((91, "2025-09-09", 60))])

    found = cover(late, both, cover(sold, august)).select("payout_line_id", "line_id", "amount_sen")
    assert [(p, line, sen // 100) for p, line, sen in found.iter_rows()] == [
        (90, 2, 100), (90, 3, 20), (91, 1, 40), (91, 3, 20),
    ]  # fmt: skip


def test_a_line_that_another_file_tells_now_is_taken_back_from_the_next_payout() -> None:
    """The wallet's line 1 was paid out and closed. Its detail line 5 came in: line 1 counts 0."""
    sold, august = lines((1, "2025-08-01", 100)), lines((90, "2025-08-09", 100))
    now = lines((1, "2025-08-01", 0), (5, "2025-08-01", 100), (6, "2025-09-01", 30))
    both = pl.concat([august, lines((91, "2025-09-09", 30))])

    found = cover(now, both, cover(sold, august)).select("payout_line_id", "line_id", "amount_sen")
    assert [(p, line, sen // 100) for p, line, sen in found.iter_rows()] == [
        (90, 1, 100), (91, 1, -100), (91, 5, 100), (91, 6, 30),
    ]  # fmt: skip


def test_lines_of_a_frozen_payouts_reference_wait_for_no_other_payout() -> None:
    """The file says which payout paid them; a later one did not."""
    sold, august = lines((1, "2025-08-01", 50, "W-7")), lines((90, "2025-08-09", 50, "W-7"))
    late = pl.concat([sold, lines((2, "2025-08-02", 20, "W-7"))])
    both = pl.concat([august, lines((91, "2025-09-09", 20))])

    found = cover(late, both, cover(sold, august)).select("payout_line_id", "line_id")
    assert found.rows() == [(90, 1), (91, None)]
