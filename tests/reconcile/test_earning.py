"""Rules that earn their say: never on a tie, never after a rejection."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from money_frames import credited
from money_frames import lines
from omnicli.reconcile.banking import dated
from omnicli.reconcile.earning import Answer
from omnicli.reconcile.earning import Learned
from omnicli.reconcile.earning import Pair
from omnicli.reconcile.earning import RuleKey
from omnicli.reconcile.earning import learn
from omnicli.reconcile.likeness import likenesses
from omnicli.reconcile.likeness import sender
from omnicli.reconcile.nearby import nearby
from omnicli.reconcile.payers import paid_by
from omnicli.reconcile.rules import MatchRules

SHOPEE = RuleKey("fee", "shopee", "shopee", 650_000)
OTHER = RuleKey("late", "tiktok", "tiktok")
K = 2


def alone(number: int, rule: RuleKey = SHOPEE, off: int = 0) -> Pair:
    """A pair that shares nothing with another one."""
    return Pair(number, 100 + number, 82, rule, off)


def yes(number: int, decision: int = 0) -> Answer:
    return Answer(decision or number, same=True, payouts=(number,), credits=(100 + number,))


def no(number: int, decision: int = 0) -> Answer:
    return Answer(decision or number, same=False, payouts=(number,), credits=(100 + number,))


def booked(learned: Learned) -> set[int]:
    return {pair.line_id for pair in learned.booked}


def test_a_rule_books_after_so_many_confirmations_in_a_row_and_not_before() -> None:
    pairs = [alone(n) for n in range(1, 6)]

    assert booked(learn(pairs, [yes(1)], needed=K)) == set()
    learned = learn(pairs, [yes(1), yes(2)], needed=K)
    assert booked(learned) == {3, 4, 5}
    assert learned.rules[0].state == "trusted"
    assert booked(learn(pairs, [yes(1), yes(2)], needed=0)) == set()
    assert booked(learn(pairs, [yes(1), yes(2)], needed=K, never=[SHOPEE])) == set()


def test_confirmations_of_one_payer_say_nothing_of_another() -> None:
    pairs = [alone(1), alone(2), alone(3, SHOPEE._replace(payer="airpay")), alone(4)]

    assert booked(learn(pairs, [yes(1), yes(2)], needed=K)) == {4}


def test_a_rejection_takes_the_trust_away_and_asks_for_more() -> None:
    pairs = [alone(n) for n in range(1, 10)]
    answers = [yes(1), yes(2), no(3)]

    lost = learn(pairs, answers, needed=K)
    assert (booked(lost), lost.rules[0].state) == (set(), "lost")
    assert booked(learn(pairs, [*answers, yes(4), yes(5), yes(6)], needed=K)) == set()
    again = learn(pairs, [*answers, yes(4), yes(5), yes(6), yes(7)], needed=K)
    assert booked(again) == {8, 9}, "four in a row; the pair that was rejected is never booked"


def test_the_shadow_log_says_what_the_rule_would_have_done() -> None:
    pairs = [alone(n) for n in range(1, 6)]
    log = learn(pairs, [yes(1), yes(2), no(3)], needed=3).log

    found = [(n.pair.line_id, n.would, n.answer, n.outcome, n.confirmations) for n in log]
    assert found == [(2, "book", "same", "hit", 1), (3, "book", "not_same", "miss", 2)]
    waiting = learn(pairs, [yes(1)], needed=3).log
    assert [(n.pair.line_id, n.outcome, n.needed) for n in waiting] == [
        (n, "waiting", 3) for n in (2, 3, 4, 5)
    ]


def test_a_payout_that_a_person_gives_to_another_credit_is_a_miss() -> None:
    pairs = [*(alone(n) for n in range(1, 5)), Pair(3, 999, 60)]
    elsewhere = Answer(9, same=True, payouts=(3,), credits=(999,))
    learned = learn(pairs, [yes(1), yes(2), elsewhere], needed=K)

    assert [(n.answer, n.outcome) for n in learned.log[-1:]] == [("other", "miss")]
    assert (booked(learned), learned.rules[0].rejections) == (set(), 1)


def test_who_says_of_several_which_one_it_is_not_says_nothing_against_the_rule() -> None:
    twin = Pair(3, 104, 82, SHOPEE)
    pairs = [alone(1), alone(2), alone(3), twin, alone(6)]
    out = Answer(7, same=False, payouts=(3,), credits=(104,))

    tied = learn(pairs, [yes(1), yes(2)], needed=K)
    assert booked(tied) == {6}
    assert {n.outcome for n in tied.log if n.pair.line_id == 3} == {"held"}
    assert booked(learn(pairs, [yes(1), yes(2), out], needed=K)) == {3, 6}


def test_a_pair_later_than_any_that_was_confirmed_waits() -> None:
    pairs = [alone(n, OTHER, off) for n, off in ((1, 1), (2, 2), (3, 2), (4, 3))]

    assert booked(learn(pairs, [yes(1), yes(2)], needed=K)) == {3}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Pair], list[Answer]]:
    """Pairs that compete for payouts and credits, and what somebody answered about some."""
    sides = st.tuples(st.integers(1, 7), st.integers(101, 107))
    rules = st.sampled_from((None, SHOPEE, SHOPEE, OTHER))
    keys = draw(st.lists(sides, unique=True, min_size=4, max_size=14))
    pairs = [
        Pair(
            *key,
            draw(st.sampled_from((60, 75, 82))),
            draw(rules),
            off=draw(st.integers(0, 2)),
        )
        for key in keys
    ]
    answers: list[Answer] = []
    bound: set[int] = set()
    for number, (line, credit) in enumerate(draw(st.permutations(keys))[:7], 1):
        same = draw(st.sampled_from((True, True, True, False))) and bound.isdisjoint((line, credit))
        if same:
            bound |= {line, credit}
        answers.append(Answer(number, same=same, payouts=(line,), credits=(credit,)))
    return pairs, answers


@settings(max_examples=300, deadline=None)
@given(worlds())
def test_nothing_is_booked_on_a_tie_or_against_an_answer(
    world: tuple[list[Pair], list[Answer]],
) -> None:
    pairs, answers = world
    learned = learn(pairs, answers, needed=1)
    taken = {n for a in answers if a.same for n in (*a.payouts, *a.credits)}
    barred = {pair for a in answers if not a.same for pair in a.pairs}
    free = [
        p
        for p in pairs
        if (p.line_id, p.transaction_id) not in barred
        and p.line_id not in taken
        and p.transaction_id not in taken
    ]
    for pair in learned.booked:
        assert pair in free
        rivals = [
            p
            for p in free
            if p is not pair
            and (p.line_id == pair.line_id or p.transaction_id == pair.transaction_id)
        ]
        assert all(p.score < pair.score for p in rivals)
        assert all(p.rule != pair.rule for p in rivals)
        said = [
            a.same
            for a in answers
            for p in pairs
            if p.rule == pair.rule and (p.line_id, p.transaction_id) in a.pairs
        ]
        assert any(said), "never without one confirmation"
    # A second candidate that fits as well holds back whatever was booked.
    for pair in learned.booked:
        twin = replace(pair, transaction_id=500)
        assert pair.line_id not in booked(learn([*pairs, twin], answers, needed=1))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.booleans(), max_size=12), st.integers(1, 3))
def test_the_count_is_of_confirmations_in_a_row_since_the_last_rejection(
    said: list[bool], needed: int
) -> None:
    """Against a plain count, over pairs that nothing competes for."""
    pairs = [alone(n) for n in range(1, len(said) + 2)]
    answers = [(yes if same else no)(n) for n, same in enumerate(said, 1)]
    learned = learn(pairs, answers, needed=needed)

    row = 0
    for same in said:
        row = row + 1 if same else 0
    asked = needed * (1 + said.count(False))
    assert booked(learned) == ({len(said) + 1} if row >= asked else set())
    hits = [n for n in learned.log if n.outcome == "hit"]
    assert len(hits) == sum(a and b for a, b in pairwise(said))


def test_a_pair_that_fails_one_test_has_the_rule_it_is_an_example_of() -> None:
    payouts = lines(
        *((1, "2025-08-04", 50_000), (2, "2025-08-11", 90_000), (3, "2025-08-18", 130_000)),
        *((4, "2025-08-25", 170_000), (5, "2025-08-25", 990_000)),
    )
    bank = credited(
        (7, "2025-08-05", 43_500),
        (8, "2025-08-12", 90_000, "TRF DARI CV TITIPAN 20250812 REF99"),
        (9, "2025-08-25", 130_000),
        (10, "2025-08-23", 170_000),
        (11, "2025-08-26", 989_000, "TRF DARI CV TITIPAN 1"),
    )
    rules = MatchRules()
    ours, theirs = (f.with_columns(is_open=True) for f in dated(payouts, bank))
    payers = paid_by(theirs, rules.payer_texts())
    never = payers.select("transaction_id", line_id="transaction_id").clear()
    alike = likenesses(nearby(ours, theirs, payers, rules, never), theirs, payers)
    found = {(p.line_id, p.transaction_id): p for p in alike if p.rule}

    assert {pair: p.rule for pair, p in found.items()} == {
        (1, 7): RuleKey("fee", "shopee", "shopee", 650_000),
        (2, 8): RuleKey("sender", "shopee", "trf dari cv titipan"),
        (3, 9): RuleKey("late", "shopee", "shopee"),
        (4, 10): RuleKey("early", "shopee", "shopee"),
    }
    assert (found[3, 9].off, found[4, 10].off) == (2, 2)


def test_a_sender_is_its_words_without_numbers() -> None:
    assert sender("TRF/PT Contoh-Jaya 0208/FTSCY/WS95031 8.123") == "trf pt contoh jaya ftscy"
    assert sender("12/08 0000") == sender(None) == ""
