"""What people's answers taught matching, over the pairs that the sure rules leave open."""

import sqlite3
from collections.abc import Iterator

import polars as pl

from omnicli.reconcile.earning import Answer
from omnicli.reconcile.earning import Learned
from omnicli.reconcile.earning import RuleKey
from omnicli.reconcile.earning import learn
from omnicli.reconcile.likeness import likenesses
from omnicli.reconcile.nearby import nearby
from omnicli.reconcile.rules import MatchRules
from omnicli.warehouse import earned_store
from omnicli.warehouse import match_store
from omnicli.warehouse.match_store import Match

EARNED = "earned"
"""The rule's name in `matches`."""


class Earned:
    """What was learned, with the pairs that rules a person ruled out would propose."""

    def __init__(self, learned: Learned, unwanted: "pl.DataFrame") -> None:
        self.learned = learned
        self.unwanted = unwanted

    @property
    def payouts(self) -> list[int]:
        """Payouts that trusted rules book."""
        return [pair.line_id for pair in self.learned.booked]

    @property
    def credits(self) -> list[int]:
        """Credits that trusted rules book."""
        return [pair.transaction_id for pair in self.learned.booked]


def earn(
    db: sqlite3.Connection,
    payouts: "pl.DataFrame",
    credits_: "pl.DataFrame",
    payers: "pl.DataFrame",
    rules: MatchRules,
) -> Earned:
    """Learn from all answers; `payouts` and `credits_` are those no sure rule says a word of."""
    answers = [
        Answer(number, same, tuple(lines), tuple(banks))
        for number, same, lines, banks in earned_store.answers(db)
    ]
    never = {RuleKey(*key) for key in earned_store.ruled_out(db)}
    none = pl.DataFrame(schema={"line_id": pl.Int64, "transaction_id": pl.Int64})
    if not answers and not never:
        _store(db, Learned(), rules)
        return Earned(Learned(), none)
    is_open = pl.lit(value=True).alias("is_open")
    credits_ = credits_.with_columns(is_open)
    seen = nearby(payouts.with_columns(is_open), credits_, payers, rules, none)
    pairs = likenesses(seen, credits_, payers)
    learned = learn(pairs, answers, needed=rules.trust_after, never=never)
    _store(db, learned, rules)
    ids = [(pair.line_id, pair.transaction_id) for pair in pairs if pair.rule in never]
    return Earned(learned, pl.DataFrame(ids, schema=none.schema, orient="row"))


def earned_matches(db: sqlite3.Connection, learned: Learned) -> Iterator[Match]:
    """What trusted rules book by themselves."""
    rules = {rule.key: rule for rule in learned.rules}
    for pair in learned.booked:
        assert pair.rule is not None
        yield Match(
            rule=EARNED,
            state="booked",
            made_by="rule",
            legs=[
                match_store.leg(db, "payout", pair.line_id),
                match_store.leg(db, "bank", pair.transaction_id),
            ],
            days=pair.days,
            fee_sen=pair.fee_sen,
            explanation={
                "kind": pair.rule.kind,
                "payer": pair.rule.payer,
                "off": pair.off,
                "earned_by": pair.rule.ref,
                "confirmations": rules[pair.rule].confirmations,
            },
        )


def _store(db: sqlite3.Connection, learned: Learned, rules: MatchRules) -> None:
    earned_store.store(
        db,
        (
            {
                "ref": rule.key.ref,
                **rule.key._asdict(),
                "state": rule.state,
                "confirmations": rule.confirmations,
                "needed": rules.trust_after * (1 + rule.rejections),
                "rejections": rule.rejections,
                "reach_days": rule.reach,
                "hits": rule.hits,
                "misses": rule.misses,
                "held": rule.held,
                "booked": rule.booked,
            }
            for rule in learned.rules
        ),
        (
            {
                "payout_line_id": noted.pair.line_id,
                "transaction_id": noted.pair.transaction_id,
                "rule": noted.pair.rule.ref if noted.pair.rule else "",
                "would": noted.would,
                "answer": noted.answer,
                "outcome": noted.outcome,
                "confirmations": noted.confirmations,
                "needed": noted.needed,
                "trusted": int(noted.trusted),
                "decision_id": noted.decision_id,
            }
            for noted in learned.log
        ),
    )
