"""Rules that earn their say: pairs that fail one test, always in the same way, confirmed by people.

What people answered is heard again from the first answer on, each time: a rule has no memory but
their decisions. Before each answer it is noted what the rule would have done by itself.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

FEE, SENDER, LATE, EARLY = "fee", "sender", "late", "early"
"""The test that failed: less by always the same amount, a sender no payer's text names, too late,
too early."""
BOOK, TIE, BEYOND = "book", "tie", "beyond"
"""What a rule would do: book the pair, or leave it: another fits as well, or no pair so far off
was confirmed."""
SAME, NOT_SAME, OTHER, OPEN = "same", "not_same", "other", "open"
"""The answer about the pair: the same money, not so, one side belongs elsewhere, none yet."""
HIT, MISS, HELD, BOOKED, WAITING = "hit", "miss", "held", "booked", "waiting"
LEARNING, TRUSTED, LOST, RULED_OUT, OFF = "learning", "trusted", "lost", "ruled_out", "off"


class RuleKey(NamedTuple):
    """What a rule is known by; `amount_sen` only of a fee."""

    kind: str
    platform: str
    payer: str
    amount_sen: int = 0

    @property
    def ref(self) -> str:
        """The name a person calls it by: the same in every rebuild."""
        return f"R{hashlib.sha256(json.dumps(self).encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A payout and a credit that may be the same money. Without `rule` it is only a rival."""

    line_id: int
    transaction_id: int
    score: int
    rule: RuleKey | None = None
    off: int = 0
    """Days too late or too early."""
    days: int = 0
    fee_sen: int = 0

    @property
    def sides(self) -> "tuple[_Object, _Object]":
        """Its two objects."""
        return ("line", self.line_id), ("bank", self.transaction_id)


_Object = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided: that payouts and credits are the same money, or (`same`) not."""

    decision_id: int
    same: bool
    payouts: tuple[int, ...]
    credits: tuple[int, ...]

    @property
    def pairs(self) -> set[tuple[int, int]]:
        """Every payout with every credit."""
        return {(line, credit) for line in self.payouts for credit in self.credits}


@dataclass(slots=True)
class Rule:
    """A rule as its answers left it."""

    key: RuleKey
    confirmations: int = 0
    """Since the last time it was wrong."""
    rejections: int = 0
    reach: int = 0
    """The most days off that were confirmed."""
    hits: int = 0
    misses: int = 0
    held: int = 0
    was_trusted: bool = False
    booked: int = 0
    state: str = LEARNING


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the shadow log: what the rule would have done, and what people answered."""

    pair: Pair
    would: str
    answer: str
    outcome: str
    confirmations: int
    needed: int
    trusted: bool
    decision_id: int | None = None


@dataclass(slots=True)
class Learned:
    """rules: all that were ever confirmed or rejected. booked: what trusted ones book alone."""

    rules: list[Rule] = field(default_factory=list)
    log: list[Noted] = field(default_factory=list)
    booked: list[Pair] = field(default_factory=list)


def learn(
    pairs: Sequence[Pair],
    answers: Iterable[Answer],
    *,
    needed: int,
    never: Collection[RuleKey] = (),
) -> Learned:
    """Hear the answers in their order, then say what is booked now.

    pairs: all that no sure rule explains, whoever decided about them since. needed: confirmations
    in a row until a rule is trusted, 0 for never; each time it is wrong it needs as many more.
    never: rules that a person ruled out.
    """
    desk = _Desk(pairs, needed, never)
    for answer in answers:
        desk.hear(answer)
    return desk.close()


class _Desk:
    """The state between two answers."""

    def __init__(self, pairs: Sequence[Pair], needed: int, never: Collection[RuleKey]) -> None:
        self._needed = needed
        self._never = set(never)
        self._near: dict[_Object, list[Pair]] = defaultdict(list)
        for pair in pairs:
            for side in pair.sides:
                self._near[side].append(pair)
        self._pairs = pairs
        self._rules: dict[RuleKey, Rule] = {}
        self._bound: set[_Object] = set()
        self._barred: set[tuple[int, int]] = set()
        self._learned = Learned()

    def hear(self, answer: Answer) -> None:
        """Note what the rules would have done with an answer's pairs, then learn from it."""
        sides = [("line", n) for n in answer.payouts] + [("bank", n) for n in answer.credits]
        near = {(p.line_id, p.transaction_id): p for side in sides for p in self._near[side]}
        asked = [
            (p, self._would(p), self._is_known(p))
            for p in near.values()
            if p.rule and self._is_free(p)
        ]
        for pair, would, known in asked:
            decided = (pair.line_id, pair.transaction_id) in answer.pairs
            if decided:
                verdict = SAME if answer.same else NOT_SAME
            elif answer.same and would == BOOK and known:
                verdict = OTHER
            else:
                continue
            if known:
                hit = HELD if would != BOOK else HIT if verdict == SAME else MISS
                self._note(pair, would, verdict, hit, answer.decision_id)
            self._learn(pair, would, verdict, alone=len(answer.pairs) == 1)
        if answer.same:
            self._bound.update(sides)
        else:
            self._barred |= answer.pairs

    def close(self) -> Learned:
        """What is booked now and what waits, with the rules as they stand."""
        for pair in self._pairs:
            if pair.rule is None or not self._is_free(pair) or not self._is_known(pair):
                continue
            rule, would = self._rules[pair.rule], self._would(pair)
            trusted = self._is_trusted(rule)
            outcome = HELD if would != BOOK else BOOKED if trusted else WAITING
            if outcome == BOOKED:
                rule.booked += 1
                self._learned.booked.append(pair)
            self._note(pair, would, OPEN, outcome)
        for key in self._never:
            self._rules.setdefault(key, Rule(key))
        for _, rule in sorted(self._rules.items()):
            rule.state = self._state(rule)
            self._learned.rules.append(rule)
        return self._learned

    def needed(self, rule: Rule) -> int:
        """Confirmations in a row until the rule is trusted."""
        return self._needed * (1 + rule.rejections)

    def _learn(self, pair: Pair, would: str, verdict: str, *, alone: bool) -> None:
        assert pair.rule is not None
        rule = self._rules.setdefault(pair.rule, Rule(pair.rule))
        if verdict != SAME:
            # Where it would have left the pair to a person, that says nothing against the rule.
            if would == BOOK:
                rule.rejections += 1
                rule.confirmations = rule.reach = 0
        elif alone:
            rule.confirmations += 1
            rule.reach = max(rule.reach, pair.off)
            rule.was_trusted |= self._is_trusted(rule)

    def _note(
        self, pair: Pair, would: str, verdict: str, outcome: str, decision_id: int | None = None
    ) -> None:
        assert pair.rule is not None
        rule = self._rules[pair.rule]
        rule.hits += outcome == HIT
        rule.misses += outcome == MISS
        rule.held += outcome == HELD
        self._learned.log.append(
            Noted(
                pair,
                would,
                verdict,
                outcome,
                rule.confirmations,
                self.needed(rule),
                self._is_trusted(rule),
                decision_id,
            )
        )

    def _would(self, pair: Pair) -> str:
        """What the rule would do with a free pair: never where another free one fits as well."""
        assert pair.rule is not None
        if any(self._rivals(pair)):
            return TIE
        rule = self._rules.get(pair.rule)
        return BEYOND if rule and rule.confirmations and pair.off > rule.reach else BOOK

    def _rivals(self, pair: Pair) -> Iterator[Pair]:
        """Other free pairs of either side that are as alike, or that a rule knows."""
        for side in pair.sides:
            for other in self._near[side]:
                if other is pair or not self._is_free(other):
                    continue
                if other.score >= pair.score or self._is_known(other):
                    yield other

    def _is_free(self, pair: Pair) -> bool:
        barred = (pair.line_id, pair.transaction_id) in self._barred
        return not barred and self._bound.isdisjoint(pair.sides)

    def _is_known(self, pair: Pair) -> bool:
        """Whether a pair like it was confirmed, since its rule was last wrong."""
        rule = self._rules.get(pair.rule) if pair.rule else None
        return rule is not None and rule.confirmations > 0

    def _is_trusted(self, rule: Rule) -> bool:
        enough = 0 < self.needed(rule) <= rule.confirmations
        return enough and rule.key not in self._never

    def _state(self, rule: Rule) -> str:
        if rule.key in self._never:
            return RULED_OUT
        if not self._needed:
            return OFF
        if self._is_trusted(rule):
            return TRUSTED
        return LOST if rule.was_trusted else LEARNING
