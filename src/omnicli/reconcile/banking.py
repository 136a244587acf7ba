"""Payouts and the bank credits they became: same amount, same payer, within a few banking days."""

from dataclasses import dataclass

import polars as pl

from omnicli.reconcile.assign import forced_pairs
from omnicli.reconcile.bankdays import banking_days
from omnicli.reconcile.rules import MatchRules

EXACT, LESS_FEE = "exact_amount", "amount_less_fee"


@dataclass(frozen=True, slots=True)
class Banked:
    """What the rules found, each a frame: line_id, transaction_id, rule, fee_sen, days, payer.

    booked: one payout, one credit, and neither could be anything else.
    ambiguous: every pair that would do as well as another.
    """

    booked: "pl.DataFrame"
    ambiguous: "pl.DataFrame"


def dated(payouts: "pl.DataFrame", credits_: "pl.DataFrame") -> "tuple[pl.DataFrame, pl.DataFrame]":
    """Both sides with `banking_no`: a difference of two is the banking days between them.

    `payouts` (or lines) have occurred_day, `credits_` posted_day. Where one side is empty nothing
    lies between, and no calendar is made.
    """
    if payouts.is_empty() or credits_.is_empty():
        none = pl.lit(None, dtype=pl.Int64).alias("banking_no")
        return payouts.with_columns(none), credits_.with_columns(none)
    days = pl.concat([payouts["occurred_day"], credits_["posted_day"]])
    first, last = days.min(), days.max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    calendar = banking_days(first, last)
    return (
        payouts.join(calendar, left_on="occurred_day", right_on="day", maintain_order="left"),
        credits_.join(calendar, left_on="posted_day", right_on="day", maintain_order="left"),
    )


def match_bank(
    payouts: "pl.DataFrame",
    credits_: "pl.DataFrame",
    payers: "pl.DataFrame",
    rules: MatchRules,
    never: "pl.DataFrame",
) -> Banked:
    """The pairs that all tests agree on, the surer rule first.

    payouts: line_id, platform, net_sen, occurred_day, banking_no. credits_: transaction_id,
    credit_sen, posted_day, banking_no. payers: transaction_id, platform, payer. never: line_id,
    transaction_id of pairs that a person ruled out.
    """
    booked: list[pl.DataFrame] = []
    ambiguous: list[pl.DataFrame] = []
    for rule, offers in ((EXACT, _exact(payouts)), (LESS_FEE, _less_fee(payouts, rules))):
        pairs = _pairs(offers, credits_, payers, rules.bank_days)
        pairs = pairs.join(never, on=["line_id", "transaction_id"], how="anti")
        for frame in (*booked, *ambiguous):
            pairs = pairs.join(frame, on="line_id", how="anti")
            pairs = pairs.join(frame, on="transaction_id", how="anti")
        # Two fees of one platform may lead to the same credit; the smaller one explains it.
        pairs = pairs.sort("fee_sen").unique(
            ["line_id", "transaction_id"], keep="first", maintain_order=True
        )
        sure, open_ = certain(pairs.with_columns(rule=pl.lit(rule)))
        booked.append(sure)
        ambiguous.append(open_)
    return Banked(pl.concat(booked), pl.concat(ambiguous))


def certain(pairs: "pl.DataFrame") -> "tuple[pl.DataFrame, pl.DataFrame]":
    """The pairs that cannot be otherwise, and those that leave a choice."""
    on = ["line_id", "transaction_id"]
    alone = (pl.len().over("line_id") == 1) & (pl.len().over("transaction_id") == 1)
    marked = pairs.with_columns(_alone=alone)
    sure, _ = forced_pairs(marked.filter(~pl.col("_alone")).select(on).iter_rows())
    forced = pl.DataFrame(sorted(sure), schema=dict.fromkeys(on, pl.Int64), orient="row")
    taken = pl.concat([marked.filter("_alone").select(on), forced])
    return (
        pairs.join(taken, on=on, how="semi"),
        pairs.join(taken, on=on, how="anti"),
    )


def _exact(payouts: "pl.DataFrame") -> "pl.DataFrame":
    """What is looked for on the bank statement: the payout itself."""
    return payouts.with_columns(wanted=pl.col("net_sen"), fee_sen=pl.lit(0, dtype=pl.Int64))


def _less_fee(payouts: "pl.DataFrame", rules: MatchRules) -> "pl.DataFrame":
    """The payout less each fee that its platform may keep."""
    fees = pl.DataFrame(
        rules.fees(), schema={"platform": pl.String, "fee_sen": pl.Int64}, orient="row"
    )
    offers = payouts.join(fees, on="platform")
    return offers.with_columns(wanted=pl.col("net_sen") - pl.col("fee_sen")).filter(
        pl.col("wanted") > 0
    )


def _pairs(
    offers: "pl.DataFrame", credits_: "pl.DataFrame", payers: "pl.DataFrame", bank_days: int
) -> "pl.DataFrame":
    """Offers and credits that agree in amount, payer and days."""
    named = credits_.join(payers, on="transaction_id")
    met = offers.join(named, left_on=["wanted", "platform"], right_on=["credit_sen", "platform"])
    days = pl.col("banking_no_right") - pl.col("banking_no")
    near = (pl.col("posted_day") >= pl.col("occurred_day")) & (days <= bank_days)
    return met.filter(near).select("line_id", "transaction_id", "fee_sen", "payer", days=days)
