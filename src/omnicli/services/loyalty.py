"""`omni loyalty`: balances and their liability, and what a new program would have cost."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.loyalty import Rule
from omnicli.domain.loyalty import Tier
from omnicli.domain.loyalty import ledger
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.services.asking import Asked
from omnicli.session import Session
from omnicli.warehouse import loyalty

_TIER = re.compile(r"\s*(?P<points>\d+)\s*=\s*(?P<value>.+?)\s*")
_NAME = "?"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a program would have given to the orders of a period."""

    orders: int
    customers: int
    points: int
    reversed: int
    reaching: int
    """Customers with enough points for the smallest reward."""
    cost_sen: int
    """Each customer's points at the best value of a point: the most it could have cost."""
    revenue_sen: int


def balances(session: Session) -> MetricResult:
    """The balance and liability of every customer by today."""
    today = local_date(session.now, session.workspace.settings.timezone)
    spec = get("loyalty_balances")
    return run_metric(session.db, spec, {"as_of": today}, reader=session.reader)


def what_if(
    session: Session, asked: Asked, *, unit: str, points: int, tiers: Sequence[str]
) -> WhatIf:
    """Run a program by amount over past orders; nothing is kept. Raises E_LOYALTY_TIER."""
    rule = Rule(program=_NAME, points=points, unit_sen=_rupiah(unit))
    rewards = [_tier(text) for text in tiers]
    start, end = asked.period.start.isoformat(), asked.period.end.isoformat()
    sold = [o for o in loyalty.orders(session.db) if start <= o.ordered <= end]
    entries = ledger([rule], rewards, sold, [])
    balance: dict[int, int] = defaultdict(int)
    for entry in entries:
        balance[entry.customer] += entry.points
    spent: dict[int, list[int]] = defaultdict(list)
    for order in sold:
        if order.earned is not None and order.returned is None:
            spent[order.customer].append(order.amount_sen)
    least = min((tier.points for tier in rewards), default=0)
    cost = 0
    for customer, held in balance.items():
        mine = spent[customer]
        average = sum(mine) // len(mine) if mine else 0
        values = [held * tier.value(average) // tier.points for tier in rewards]
        cost += max(values, default=0)
    return WhatIf(
        orders=sum(entry.kind == "earned" for entry in entries),
        customers=len(balance),
        points=sum(entry.points for entry in entries if entry.kind == "earned"),
        reversed=-sum(entry.points for entry in entries if entry.kind == "reversed"),
        reaching=sum(held >= least for held in balance.values()) if rewards else 0,
        cost_sen=cost,
        revenue_sen=sum(sum(mine) for mine in spent.values()),
    )


def _tier(text: str) -> Tier:
    """`1000=50000` (rupiah) or `100=5%`."""
    found = _TIER.fullmatch(text)
    value = found["value"] if found else ""
    if found is None or not int(found["points"]):
        raise OmniError("E_LOYALTY_TIER", value=text)
    if value.endswith("%") and value[:-1].strip().isdecimal():
        if int(value[:-1]) > 100:
            raise OmniError("E_LOYALTY_TIER", value=text)
        return Tier(program=_NAME, points=int(found["points"]), percent=int(value[:-1]))
    return Tier(program=_NAME, points=int(found["points"]), amount_sen=_rupiah(value))


def _rupiah(text: str) -> int:
    plain = text.replace(".", "")
    if not plain.isdecimal() or not int(plain):
        raise OmniError("E_LOYALTY_TIER", value=text)
    return 100 * int(plain)
