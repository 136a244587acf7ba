"""Who paid what out: conserving, order-free, and as a slow plain retelling has it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from campaign import examples
from money_frames import lines
from omnicli.reconcile.assign import forced_pairs
from omnicli.reconcile.cover import cover
from omnicli.reconcile.subset import exact_sets

pytestmark = pytest.mark.law

LAWS = settings(max_examples=examples(50, 1500), deadline=None, derandomize=True)
Covers = dict[tuple[int, int | None], int]


@dataclass(frozen=True)
class Event:
    """A line or a payout of one wallet."""

    number: int
    day: int
    amount: int
    is_payout: bool


@st.composite
def wallets(draw: st.DrawFn) -> list[Event]:
    """Lines, charges and payouts over a few days."""
    shown = draw(
        st.lists(
            st.tuples(
                st.integers(1, 6),
                st.sampled_from((100, 100, 70, 30, -30, -50, -150, 0)),
                st.integers(0, 3),
            ),
            max_size=14,
        )
    )
    return [
        Event(number, day, abs(amount) or 10, is_payout=True)
        if chance == 0
        else Event(number, day, amount, is_payout=False)
        for number, (day, amount, chance) in enumerate(shown, start=1)
    ]


def frames(events: Sequence[Event]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lines and payouts as frames, in the order given."""
    shown = [
        lines(*((e.number, f"2025-08-0{e.day}", e.amount) for e in events if e.is_payout is kind))
        for kind in (False, True)
    ]
    return shown[0], shown[1]


def covered(events: Sequence[Event], frozen: pl.DataFrame | None = None) -> Covers:
    """(payout, line) → rupiah, as the product says."""
    found = cover(*frames(events), frozen)
    return {(p, line): amount // 100 for p, line, amount, _ in found.iter_rows()}


def until(day: int, events: Sequence[Event]) -> pl.DataFrame:
    """The covers of the payouts up to a day: what closing it freezes."""
    days = {e.number: e.day for e in events}
    found = cover(*frames(events))
    return found.filter([days[payout] <= day for payout in found["payout_line_id"]])


class Plain:
    """The same wallet, event after event: a queue of what is there, a queue of debts."""

    def __init__(self) -> None:
        self.there: list[list[int]] = []
        self.debts: list[list[int]] = []
        self.waiting: list[tuple[int, int]] = []
        self.found: dict[tuple[int, int | None], int] = defaultdict(int)

    def take(self, wanted: int) -> list[tuple[int, int]]:
        """The oldest money there is, up to an amount."""
        taken = []
        while wanted and self.there:
            part = min(wanted, self.there[0][1])
            taken.append((self.there[0][0], part))
            self.there[0][1] -= part
            wanted -= part
            if not self.there[0][1]:
                self.there.pop(0)
        return taken

    def pay(self, event: Event) -> None:
        """What charges took goes out with the payout, then what it takes itself."""
        for line, part in self.waiting:
            self.found[event.number, line] += part
        self.waiting.clear()
        left = event.amount
        for line, part in self.take(left):
            self.found[event.number, line] += part
            left -= part
        if left:
            self.found[event.number, None] += left

    def book(self, event: Event) -> None:
        """A line comes in; debts take from what is there."""
        (self.there if event.amount > 0 else self.debts).append([event.number, abs(event.amount)])
        while self.debts and self.there:
            part = min(self.debts[0][1], self.there[0][1])
            self.waiting += [*self.take(part), (self.debts[0][0], -part)]
            self.debts[0][1] -= part
            if not self.debts[0][1]:
                self.debts.pop(0)


def retold(events: Sequence[Event]) -> Covers:
    """Who covers what, told slowly."""
    plain = Plain()
    for event in sorted(events, key=lambda e: (e.day, e.is_payout, e.number)):
        if event.amount:
            (plain.pay if event.is_payout else plain.book)(event)
    return dict(plain.found)


@LAWS
@given(wallets())
def test_it_is_what_a_plain_retelling_gives(events: list[Event]) -> None:
    assert covered(events) == retold(events)


@LAWS
@given(wallets())
def test_a_payout_is_explained_whole_and_no_line_more_than_it_is(events: list[Event]) -> None:
    found = covered(events)
    amounts = {e.number: e.amount for e in events}

    for event in events:
        if event.is_payout:
            assert sum(a for (p, _), a in found.items() if p == event.number) == event.amount
        else:
            paid = sum(a for (_, line), a in found.items() if line == event.number)
            assert abs(paid) <= abs(event.amount)
            assert paid * event.amount >= 0
    days = {e.number: e.day for e in events}
    for (payout, line), amount in found.items():
        assert amount != 0
        assert line is None or days[line] <= days[payout]
    open_ = sum(amounts[e.number] for e in events if not e.is_payout) - sum(
        amount for (_, line), amount in found.items() if line is not None
    )
    opening = sum(amount for (_, line), amount in found.items() if line is None)
    paid_out = sum(e.amount for e in events if e.is_payout)
    received = sum(e.amount for e in events if not e.is_payout)
    assert opening + received - paid_out == open_


@LAWS
@given(wallets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert covered(shuffled) == covered(events)


@LAWS
@given(wallets(), st.integers(0, 6), st.lists(st.sampled_from("abc "), min_size=14, max_size=14))
def test_closing_changes_no_cover(events: list[Event], day: int, refs: list[str]) -> None:
    """What is derived of what a closing left is what would be without it, by reference as well."""
    sold, paid = (
        frame.with_columns(
            payout_ref=pl.Series(
                [refs[n - 1].strip() or None for n in frame["line_id"]], dtype=pl.String
            )
        )
        for frame in frames(events)
    )
    whole = cover(sold, paid)
    days = {e.number: e.day for e in events}
    frozen = whole.filter([days[payout] <= day for payout in whole["payout_line_id"]])

    assert cover(sold, paid, frozen).equals(whole)


@st.composite
def late_changes(draw: st.DrawFn, events: Sequence[Event]) -> list[Event]:
    """The wallet as later files tell it: lines that are new, gone, less or more, and payouts."""
    shown = [
        replace(e, amount=draw(st.sampled_from((e.amount, e.amount, 0, e.amount // 2, 90))))
        if not e.is_payout
        else e
        for e in events
    ]
    more = draw(wallets())
    return [*shown, *(replace(e, number=e.number + len(events)) for e in more)]


@LAWS
@given(st.data(), wallets(), st.integers(0, 6))
def test_frozen_covers_stand_and_the_rest_starts_with_what_they_left(
    data: st.DataObject, events: list[Event], day: int
) -> None:
    """Against the plain retelling of what is left: less than nothing is a debt like any other."""
    frozen = until(day, events)
    later = data.draw(late_changes(events))
    found = covered(later, frozen)
    fixed = {(p, line): amount // 100 for p, line, amount, _ in frozen.iter_rows()}

    paid: dict[int | None, int] = defaultdict(int)
    for (payout, line), amount in fixed.items():
        paid[line] += amount
        paid[payout] += amount
    left = [
        replace(e, amount=e.amount - paid[e.number])
        for e in later
        if not (e.is_payout and e.number in paid)
    ]
    assert found == {**fixed, **retold(left)}
    for e in later:
        if e.is_payout:
            assert sum(a for (p, _), a in found.items() if p == e.number) == e.amount


@LAWS
@given(st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=9))
def test_a_pair_is_taken_only_where_it_cannot_be_otherwise(edges: set[tuple[int, int]]) -> None:
    """Against every assignment there is, tried one by one."""
    sure, open_ = forced_pairs(edges)

    assert sure | open_ <= edges
    lefts, rights = ([pair[side] for pair in sure] for side in (0, 1))
    assert len(set(lefts)) == len(lefts)
    assert len(set(rights)) == len(rights)
    for pair in sure:
        near = _part_of(pair, edges)
        perfect = _assignments(near)
        assert len(perfect) == 1
        assert pair in perfect[0]
    for pair in open_:
        assert len(_assignments(_part_of(pair, edges))) != 1


def _part_of(pair: tuple[int, int], edges: set[tuple[int, int]]) -> set[tuple[int, int]]:
    part = {pair}
    while True:
        more = {e for e in edges if any(e[0] == p[0] or e[1] == p[1] for p in part)}
        if more == part:
            return part
        part = more


def _assignments(edges: set[tuple[int, int]]) -> list[frozenset[tuple[int, int]]]:
    """Every way to use up both sides."""
    if not edges:
        return [frozenset()]
    first = min(left for left, _ in edges)
    lefts, rights = {e[0] for e in edges}, {e[1] for e in edges}
    if len(lefts) != len(rights):
        return []
    found = []
    for right in sorted(r for left, r in edges if left == first):
        rest = {e for e in edges if e[0] != first and e[1] != right}
        gone = ({e[0] for e in rest} != lefts - {first}) or (
            {e[1] for e in rest} != rights - {right}
        )
        if not gone:
            found += [frozenset({(first, right)}) | more for more in _assignments(rest)]
    return found


@LAWS
@given(st.lists(st.integers(-5, 9), max_size=8), st.integers(-5, 20))
def test_sets_that_add_up_are_found_whatever_the_order(amounts: list[int], total: int) -> None:
    found = exact_sets(amounts, total)
    masks = range(1, 2 ** len(amounts))
    sums = (sum(amount for n, amount in enumerate(amounts) if mask >> n & 1) for mask in masks)
    every = sum(summed == total for summed in sums)

    assert len(found) == min(every, 2)
    assert all(sum(amounts[p] for p in chosen) == total for chosen in found)
