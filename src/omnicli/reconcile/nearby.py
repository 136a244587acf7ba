"""What was not booked: its nearest candidates, the first test each failed, and a suggestion.

A suggestion has a score whose parts are shown; only a rule that people confirmed often enough
(`earning`) books one by itself.
"""

import polars as pl

from omnicli.reconcile.rules import MatchRules

EARLIEST, LATEST = -5, 21
"""Days after a payout between which a bank line is looked at at all."""
SMALL_GAP = 2_500_000
"""Sen by which amounts of unlike payers may differ and still be worth showing (Rp25,000)."""
SHOWN = 3
"""Nearest candidates that are kept of each."""
LIKELY = 60
"""The score from which a pair is suggested."""
LIKELY_FEE = 1_000_000
"""Sen that a payout may plausibly lose on its way (Rp10,000)."""

AMOUNT, PAYER, EARLY, LATE = "amount_differs", "other_payer", "too_early", "too_late"
TAKEN, RULED_OUT, AMBIGUOUS = "taken", "ruled_out", "ambiguous"
NOTHING, NO_STATEMENT = "no_candidate", "no_statement"


def nearby(
    payouts: "pl.DataFrame",
    credits_: "pl.DataFrame",
    payers: "pl.DataFrame",
    rules: MatchRules,
    never: "pl.DataFrame",
) -> "pl.DataFrame":
    """Every pair worth a look of which at least one side is open, with what each test says.

    payouts and credits as in `match_bank`, each with `is_open`. The result has line_id,
    transaction_id, difference_sen (credit less payout), days, late_by, and `failed_test`: the
    first test that failed, or `ambiguous` where all agree and the pair is one of several.
    """
    named = payers.select("transaction_id", "platform", "payer")
    # Both frames come in the order of natural keys: positions settle ties the same way always.
    payouts, credits_ = payouts.with_row_index("line_id_no"), credits_.with_row_index("_no")
    is_open = pl.col("is_open")
    met = [
        _within_days(payouts.filter(is_open), credits_),
        _within_days(payouts.filter(~is_open), credits_.filter(is_open)),
    ]
    pairs = pl.concat(met).join(named, on=["transaction_id", "platform"], how="left")
    fees = pl.DataFrame(
        [*rules.fees()], schema={"platform": pl.String, "fee_sen": pl.Int64}, orient="row"
    )
    allowed = pairs.select("line_id", "transaction_id", "platform", "difference_sen").join(
        fees, on="platform"
    )
    less_fee = allowed.filter(-pl.col("difference_sen") == pl.col("fee_sen")).select(
        "line_id", "transaction_id", _less_fee=pl.lit(value=True)
    )
    on = ["line_id", "transaction_id"]
    described = pairs.join(less_fee.unique(on), on=on, how="left").join(
        never.select(on).with_columns(_never=pl.lit(value=True)), on=on, how="left"
    )
    fits = (pl.col("difference_sen") == 0) | pl.col("_less_fee").fill_null(value=False)
    close = pl.col("payer").is_not_null() | (pl.col("difference_sen").abs() <= SMALL_GAP)
    # A line of another amount that already has its partner explains nothing here.
    free = pl.col("is_open") & pl.col("is_open_credit")
    return described.filter((close & free) | fits).with_columns(
        fits=fits,
        late_by=pl.col("days") - rules.bank_days,
        failed_test=pl.when("_never")
        .then(pl.lit(RULED_OUT))
        .when(~fits)
        .then(pl.lit(AMOUNT))
        .when(pl.col("payer").is_null())
        .then(pl.lit(PAYER))
        .when(pl.col("gap") < 0)
        .then(pl.lit(EARLY))
        .when(pl.col("days") > rules.bank_days)
        .then(pl.lit(LATE))
        .when(~free)
        .then(pl.lit(TAKEN))
        .otherwise(pl.lit(AMBIGUOUS)),
    )


def _within_days(payouts: "pl.DataFrame", credits_: "pl.DataFrame") -> "pl.DataFrame":
    after = pl.col("posted_day") - pl.col("occurred_day")
    theirs = credits_.rename(
        {
            "is_open": "is_open_credit",
            "banking_no": "banking_no_credit",
            "_no": "transaction_id_no",
        }
    )
    met = payouts.join_where(
        theirs,
        pl.col("posted_day") >= pl.col("occurred_day") + EARLIEST,
        pl.col("posted_day") <= pl.col("occurred_day") + LATEST,
    )
    return met.select(
        "line_id",
        "transaction_id",
        "platform",
        "net_sen",
        "credit_sen",
        "is_open",
        "is_open_credit",
        "line_id_no",
        "transaction_id_no",
        gap=after,
        days=pl.col("banking_no_credit") - pl.col("banking_no"),
        difference_sen=pl.col("credit_sen") - pl.col("net_sen"),
    )


def rated(pairs: "pl.DataFrame") -> "pl.DataFrame":
    """The pairs of which both sides are open, with score and its three parts."""
    missing = -pl.col("difference_sen")
    return (
        pairs.filter(pl.col("is_open") & pl.col("is_open_credit"))
        .filter(pl.col("failed_test") != RULED_OUT)
        .with_columns(
            amount_score=pl.when("fits")
            .then(50)
            .when(missing.is_between(1, LIKELY_FEE))
            .then(35)
            .when(missing.abs() * 100 <= pl.col("net_sen"))
            .then(20)
            .otherwise(0)
            .cast(pl.Int64),
            payer_score=pl.when(pl.col("payer").is_not_null()).then(25).otherwise(0).cast(pl.Int64),
            days_score=pl.when(pl.col("gap") < 0)
            .then(0)
            .when(pl.col("late_by") <= 0)
            .then(25 - 3 * pl.col("days"))
            .otherwise(pl.max_horizontal(pl.lit(0), 12 - 3 * pl.col("late_by"))),
        )
        .with_columns(score=pl.sum_horizontal("amount_score", "payer_score", "days_score"))
    )


def suggestions(pairs: "pl.DataFrame") -> "pl.DataFrame":
    """Of `rated` pairs those that are the one best for both sides."""
    best = pl.col("score") == pl.col("score").max()
    only = [
        best.over(side) & (best.sum().over(side) == 1) for side in ("line_id", "transaction_id")
    ]
    return pairs.filter(only[0] & only[1] & (pl.col("score") >= LIKELY)).select(
        "line_id",
        "transaction_id",
        "score",
        "amount_score",
        "payer_score",
        "days_score",
        "difference_sen",
        "days",
    )


def nearest(pairs: "pl.DataFrame", side: str, other: str) -> "pl.DataFrame":
    """The nearest candidates of each `side` (line_id or transaction_id), numbered by `nth`.

    Those that all tests agree on are listed whole; else the few that passed most tests.
    """
    passed = pl.col("failed_test").replace_strict(_PASSED, return_dtype=pl.Int64)
    tied = (pl.col("failed_test") == AMBIGUOUS).any().over(side)
    ranked = (
        pairs.filter((pl.col("failed_test") == AMBIGUOUS) | ~tied)
        .with_columns(_passed=-passed, _gap=pl.col("difference_sen").abs())
        .sort(side, "_passed", "_gap", pl.col("gap").abs(), f"{other}_no")
    )
    nth = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(side)
    return (
        ranked.with_columns(nth=nth)
        .filter((pl.col("nth") <= SHOWN) | (pl.col("failed_test") == AMBIGUOUS))
        .select(side, other, "nth", "failed_test", "difference_sen", "days", "gap", "late_by")
    )


_PASSED = {RULED_OUT: 0, AMOUNT: 1, PAYER: 2, EARLY: 3, LATE: 4, TAKEN: 5, AMBIGUOUS: 6}
"""How many tests a candidate passed before the one it failed."""
