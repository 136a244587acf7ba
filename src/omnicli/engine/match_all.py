"""Deriving all of matching again: covers, bank matches, suggestions, misses, proofs.

Hand-made matches bind first; then the rules, the surest first. It runs in the transaction of
whatever changed its facts.
"""

import sqlite3
from collections.abc import Collection
from collections.abc import Iterator

import polars as pl

from omnicli.engine.earned import earn
from omnicli.engine.earned import earned_matches
from omnicli.reconcile.banking import Banked
from omnicli.reconcile.banking import dated
from omnicli.reconcile.banking import match_bank
from omnicli.reconcile.cover import cover
from omnicli.reconcile.direct import BALANCES
from omnicli.reconcile.direct import Direct
from omnicli.reconcile.direct import match_direct
from omnicli.reconcile.missing import misses
from omnicli.reconcile.nearby import nearby
from omnicli.reconcile.nearby import rated
from omnicli.reconcile.nearby import suggestions
from omnicli.reconcile.payers import paid_by
from omnicli.reconcile.proof import prove_wallets
from omnicli.reconcile.rules import MatchRules
from omnicli.warehouse import earned_store
from omnicli.warehouse import frozen_covers
from omnicli.warehouse import line_orders
from omnicli.warehouse import match_store
from omnicli.warehouse import money_facts
from omnicli.warehouse.connect import enlarge_cache
from omnicli.warehouse.match_store import Match
from omnicli.warehouse.match_store import Wallet


def rematch(
    db: sqlite3.Connection, rules: MatchRules, wallets: Collection[Wallet] | None = None
) -> None:
    """Derive matching again; covers and proofs only of `wallets`, where those alone changed."""
    if wallets is None:
        # All of it is read; an import has its cache already, and what it needs of it is in there.
        enlarge_cache(db)
    money_facts.store_terms(db, rules.terms, rules.fee_terms)
    made = match_store.by_hand(db)
    never = match_store.ruled_out(db)
    _cover(db, made, wallets)
    _prove(db, wallets)
    found, missing = _bank(db, rules, made, never)
    match_store.store(db, [*made, *found])
    money_facts.store_misses(db, missing)
    line_orders.refresh(db)


def _prove(db: sqlite3.Connection, wallets: Collection[Wallet] | None) -> None:
    """Derive whether the balances of the touched wallets prove their lines.

    Where several changed, all are summed: one look at every line tells of them all.
    """
    if wallets is not None and not wallets:
        return
    one = next(iter(wallets)) if wallets and len(wallets) == 1 else None
    money_facts.store_proofs(db, one, prove_wallets(*money_facts.wallet_sums(db, one)))


def _cover(
    db: sqlite3.Connection, made: Collection[Match], wallets: Collection[Wallet] | None
) -> None:
    """Derive which lines the payouts of the touched wallets paid out."""
    paying = match_store.wallets_with_payouts(db)
    mine = paying if wallets is None else paying & set(wallets)
    if not mine:
        money_facts.store_covers(db, wallets, pl.DataFrame())
        return
    keys = pl.DataFrame(sorted(mine), schema=["platform", "account"], orient="row")
    payouts = money_facts.payouts(db).join(keys, on=["platform", "account"], how="semi")
    lines = money_facts.wallet_lines(db, mine)
    straight = _bound(made, "line", "bank")
    lines = lines.filter(~pl.col("line_id").is_in(straight)) if straight else lines
    frozen = frozen_covers.covers(db, mine)
    lines = pl.concat([lines, _counting_no_more(db, frozen, lines)])
    bundles = dict(_bundles(made))
    if bundles:
        lines, payouts = (
            f.with_columns(
                bundle=pl.col("line_id").replace_strict(
                    bundles, default=None, return_dtype=pl.String
                )
            )
            for f in (lines, payouts)
        )
    columns = [c for c in lines.columns if c in payouts.columns]
    covers = cover(lines.select(*columns, "is_own"), payouts.select(columns), frozen)
    money_facts.store_covers(db, wallets, covers)


def _counting_no_more(
    db: sqlite3.Connection, frozen: "pl.DataFrame", lines: "pl.DataFrame"
) -> "pl.DataFrame":
    """Lines that frozen covers speak of and that are money no more, with 0."""
    known = frozen.select("line_id").drop_nulls().unique()
    ids = known.join(lines, on="line_id", how="anti")["line_id"].sort()
    return money_facts.lines_of(db, ids.to_list()).with_columns(net_sen=pl.lit(0, pl.Int64))


def _bound(made: Collection[Match], side: str, other: str) -> list[int]:
    """Ids of the `side` objects of hand-made matches that also have an `other` side."""
    return [
        leg.row_id
        for match in made
        if match.state == "booked" and any(leg.side == other for leg in match.legs)
        for leg in match.legs
        if leg.side == side and leg.row_id is not None
    ]


def _bundles(made: Collection[Match]) -> Iterator[tuple[int, str]]:
    """Lines and payouts that a person put together, each with the name of its set."""
    for match in made:
        if match.state == "booked" and {leg.side for leg in match.legs} == {"line", "payout"}:
            for leg in match.legs:
                if leg.row_id is not None:
                    yield leg.row_id, match.ref


def _bank(
    db: sqlite3.Connection,
    rules: MatchRules,
    made: Collection[Match],
    never: Collection[tuple[int, int]],
) -> "tuple[list[Match], pl.DataFrame]":
    """What the rules find between payouts, lines and the bank, and why the rest found nothing."""
    payouts, credits_ = money_facts.payouts(db), money_facts.credits(db)
    if payouts.is_empty() and credits_.is_empty():
        earned_store.store(db, (), ())
        return [], pl.DataFrame()
    payouts, credits_ = dated(payouts, credits_)
    payers = paid_by(credits_, rules.payer_texts())
    barred = pl.DataFrame(
        list(never), schema={"line_id": pl.Int64, "transaction_id": pl.Int64}, orient="row"
    )
    open_payouts = payouts.filter(~pl.col("line_id").is_in(_bound(made, "payout", "bank")))
    by_hand = [*_bound(made, "bank", "payout"), *_bound(made, "bank", "line")]
    open_credits = credits_.filter(~pl.col("transaction_id").is_in(by_hand))
    banked = match_bank(open_payouts, open_credits, payers, rules, barred)
    direct = _direct(db, rules, made, banked, open_credits, payers, never)
    earned = earn(db, *_left(payouts, credits_, banked, direct), payers, rules)
    booked = banked.booked
    paid = [*(s.transaction_id for s in direct.booked), *earned.credits]
    payouts = payouts.with_columns(
        is_open=~pl.col("line_id").is_in(booked["line_id"].implode())
        & ~pl.col("line_id").is_in(earned.payouts)
        & pl.col("line_id").is_in(open_payouts["line_id"].implode())
    )
    credits_ = credits_.with_columns(
        is_open=~pl.col("transaction_id").is_in(booked["transaction_id"].implode())
        & ~pl.col("transaction_id").is_in(paid)
        & pl.col("transaction_id").is_in(open_credits["transaction_id"].implode())
    )
    near = nearby(payouts, credits_, payers, rules, barred)
    unwanted = earned.unwanted.select("line_id", "transaction_id")
    alike = suggestions(rated(near)).join(
        unwanted, on=["line_id", "transaction_id"], how="anti", maintain_order="left"
    )
    proposals = [
        *_matches(db, banked, direct),
        *earned_matches(db, earned.learned),
        *_suggested(db, alike),
    ]
    named = credits_.filter("is_open").join(payers, on="transaction_id", how="semi")
    missing = misses(
        near,
        payouts.filter("is_open"),
        named,
        sums=direct.ambiguous,
        covered=money_facts.covered_days(db),
        rules=rules,
    )
    return proposals, missing


def _left(
    payouts: "pl.DataFrame", credits_: "pl.DataFrame", banked: Banked, direct: Direct
) -> "tuple[pl.DataFrame, pl.DataFrame]":
    """Payouts and credits that no sure rule says a word of: it books none, and none is a tie."""
    for pairs in (banked.booked, banked.ambiguous):
        payouts = payouts.join(pairs, on="line_id", how="anti", maintain_order="left")
        credits_ = credits_.join(pairs, on="transaction_id", how="anti", maintain_order="left")
    summed = [*(s.transaction_id for s in direct.booked), *direct.ambiguous]
    return payouts, credits_.filter(~pl.col("transaction_id").is_in(summed))


def _direct(
    db: sqlite3.Connection,
    rules: MatchRules,
    made: Collection[Match],
    banked: Banked,
    open_credits: "pl.DataFrame",
    payers: "pl.DataFrame",
    never: Collection[tuple[int, int]],
) -> Direct:
    """Lines that a courier paid straight to the bank, among the credits no payout explains."""
    left = open_credits
    for pairs in (banked.booked, banked.ambiguous):
        left = left.join(pairs, on="transaction_id", how="anti")
    mine = payers.filter(~pl.col("platform").is_in(BALANCES))
    if left.join(mine, on="transaction_id", how="semi").is_empty():
        return Direct()
    lines = money_facts.straight_lines(db, BALANCES)
    lines = lines.filter(~pl.col("line_id").is_in(_bound(made, "line", "bank")))
    lines, left = dated(lines, left.drop("banking_no"))
    return match_direct(lines, left, payers, rules, never)


def _matches(db: sqlite3.Connection, banked: Banked, direct: Direct) -> Iterator[Match]:
    for row in banked.booked.iter_rows(named=True):
        legs = [
            match_store.leg(db, "payout", row["line_id"]),
            match_store.leg(db, "bank", row["transaction_id"]),
        ]
        yield Match(
            rule=row["rule"],
            state="booked",
            made_by="rule",
            legs=legs,
            days=row["days"],
            fee_sen=row["fee_sen"],
            explanation={"payer": row["payer"]},
        )
    for found in direct.booked:
        lines = [match_store.leg(db, "line", line) for line in found.lines]
        yield Match(
            rule=found.rule,
            state="booked",
            made_by="rule",
            legs=[*lines, match_store.leg(db, "bank", found.transaction_id)],
            days=found.days,
            fee_sen=found.fee_sen,
            explanation={"lines": len(lines)},
        )


def _suggested(db: sqlite3.Connection, pairs: "pl.DataFrame") -> Iterator[Match]:
    for row in pairs.iter_rows(named=True):
        yield Match(
            rule="nearest",
            state="suggested",
            made_by="rule",
            legs=[
                match_store.leg(db, "payout", row["line_id"]),
                match_store.leg(db, "bank", row["transaction_id"]),
            ],
            score=row["score"],
            days=row["days"],
            parts={part: row[f"{part}_score"] for part in ("amount", "payer", "days")},
        )
