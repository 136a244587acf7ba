"""Points of loyalty programs: a ledger that follows from programs, orders and exchanges alone.

An order earns when it is completed; when it comes back what it earned is reversed, as far as it was
not exchanged already; an exchange needs its points and lands on the customer's next order. So a
balance is the sum of its entries and never below zero, in whatever order facts became known.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Literal

Kind = Literal["earned", "reversed", "redeemed", "refused"]
_TURN = {"earned": 0, "reversed": 1, "redeemed": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way a program gives points: for every `unit_sen`, or for every `unit_pieces` of a SKU."""

    program: str
    points: int
    unit_sen: int | None = None
    sku: str = ""
    unit_pieces: int | None = None
    from_date: str = ""
    until_date: str = "9999"
    categories: frozenset[str] = frozenset()
    """Whom it is for; empty: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A reward of a program: percent of the next order, an amount off it, or a gift."""

    program: str
    points: int
    percent: int | None = None
    amount_sen: int | None = None
    gift: str | None = None

    def value(self, order_sen: int) -> int:
        """What it takes off an order, never more than the order."""
        share = (2 * order_sen * self.percent + 100) // 200 if self.percent else 0
        return min(order_sen, self.amount_sen or share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """An order as loyalty sees it. `earned` and `returned` are days, where they came."""

    order_id: int
    customer: int
    category: str
    ordered: str
    amount_sen: int
    pieces: Mapping[str, int] = field(default_factory=dict)
    earned: str | None = None
    returned: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Points that a customer gave for a reward."""

    program: str
    customer: int
    day: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger; points as they change the balance."""

    program: str
    customer: int
    day: str
    kind: Kind
    points: int
    order_id: int | None = None
    value_sen: int | None = None
    gift: str | None = None


def points_of(rule: Rule, order: Bought) -> int:
    """What an order earns by a rule: whole units only, nothing carried over."""
    if rule.categories and order.category not in rule.categories:
        return 0
    if not rule.from_date <= order.ordered <= rule.until_date:
        return 0
    if rule.sku:
        return order.pieces.get(rule.sku, 0) // max(rule.unit_pieces or 1, 1) * rule.points
    return order.amount_sen // rule.unit_sen * rule.points if rule.unit_sen else 0


def ledger(
    rules: Sequence[Rule],
    tiers: Iterable[Tier],
    orders: Sequence[Bought],
    exchanges: Sequence[Exchange],
) -> list[Entry]:
    """Every entry, by program and customer, oldest first."""
    steps: dict[tuple[str, int], list[tuple[str, int, int, int]]] = defaultdict(list)
    for program in sorted({rule.program for rule in rules}):
        mine = [rule for rule in rules if rule.program == program]
        for order in orders:
            points = sum(points_of(rule, order) for rule in mine)
            if not points or order.earned is None:
                continue
            held = steps[program, order.customer]
            held.append((order.earned, _TURN["earned"], order.order_id, points))
            if order.returned is not None:
                day = max(order.earned, order.returned)
                held.append((day, _TURN["reversed"], order.order_id, points))
    for exchange in exchanges:
        step = (exchange.day, _TURN["redeemed"], 0, exchange.points)
        steps[exchange.program, exchange.customer].append(step)
    rewards = {(tier.program, tier.points): tier for tier in tiers}
    bought: dict[int, list[Bought]] = defaultdict(list)
    for order in sorted(orders, key=lambda o: (o.ordered, o.order_id)):
        bought[order.customer].append(order)
    return [
        entry
        for (program, customer), held in sorted(steps.items())
        for entry in _entries(program, customer, sorted(held), rewards, bought[customer])
    ]


def _entries(
    program: str,
    customer: int,
    held: Sequence[tuple[str, int, int, int]],
    rewards: Mapping[tuple[str, int], Tier],
    bought: Sequence[Bought],
) -> Iterable[Entry]:
    balance = 0
    for day, turn, order_id, points in held:
        if turn == _TURN["earned"]:
            change, kind = points, "earned"
        elif turn == _TURN["reversed"]:
            change, kind = -min(points, balance), "reversed"
        else:
            tier = rewards.get((program, points))
            if tier is None or points > balance:
                yield Entry(program=program, customer=customer, day=day, kind="refused", points=0)
                continue
            balance -= points
            yield _redeemed(program, customer, day, tier, bought)
            continue
        balance += change
        yield Entry(
            program=program,
            customer=customer,
            day=day,
            kind="earned" if kind == "earned" else "reversed",
            points=change,
            order_id=order_id,
        )


def _redeemed(program: str, customer: int, day: str, tier: Tier, bought: Sequence[Bought]) -> Entry:
    following = next((order for order in bought if order.ordered >= day), None)
    return Entry(
        program=program,
        customer=customer,
        day=day,
        kind="redeemed",
        points=-tier.points,
        order_id=following.order_id if following else None,
        value_sen=tier.value(following.amount_sen) if following else None,
        gift=tier.gift,
    )
