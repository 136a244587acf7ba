"""The demo shop's money: what Shopee releases, when it is withdrawn, what differs on purpose.

Four differences are planted, each of a kind that sellers meet: an order settled short, an order
never settled, a withdrawal that reached no bank account, a credit nobody knows. The last lost
parcel goes without its claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from datetime import timedelta

from omnicli.demo.orders import Order
from omnicli.demo.rng import Rng

_RETURNS = {"returned", "returning"}
_PAID = {"completed", "part_returned", *_RETURNS}
_PROCESSING_SINCE = datetime(2025, 7, 20)  # noqa: DTZ001 - local time, as exports print it
_DEARER_SINCE = datetime(2025, 1, 1)  # noqa: DTZ001
"""From then on Shopee takes 8.25 % instead of 6.5 %."""
_SHORT_BY = 25_000
_PAYOUT_DAYS = (1, 4)
"""Tuesday and Friday, as `date.weekday` counts."""
_PAYOUT_TIME = time(10, 5)
_LAST_PAYOUT = datetime(2025, 9, 5, 12)  # noqa: DTZ001
"""After it nobody withdrew: what was released since is still in the balance."""
_NOTABLE = 150_000
"""The planted orders are worth at least this."""


@dataclass(frozen=True, slots=True)
class Release:
    """What Shopee paid for one order; amounts in rupiah, all of them positive."""

    order: Order
    at: datetime
    price: int
    discount: int
    refund: int
    voucher: int
    buyer_shipping: int
    free_shipping: int
    courier: int
    affiliate: int
    admin: int
    service: int
    processing: int

    @property
    def net(self) -> int:
        """What reaches the balance."""
        return (
            self.price
            - self.discount
            - self.refund
            - self.voucher
            + self.buyer_shipping
            + self.free_shipping
            - self.courier
            - self.affiliate
            - self.admin
            - self.service
            - self.processing
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """What Shopee paid for a lost parcel."""

    order: Order
    at: datetime
    amount: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of the balance, plus is money in; `balance` is what is left after it."""

    at: datetime
    kind: str
    amount: int
    balance: int
    order_no: str = "-"


@dataclass(frozen=True, slots=True)
class Money:
    """All of it, oldest first."""

    releases: tuple[Release, ...]
    claims: tuple[Claim, ...]
    movements: tuple[Movement, ...]
    lost_payout: Movement
    """The withdrawal that no bank statement shows."""

    @property
    def payouts(self) -> list[Movement]:
        """The withdrawals."""
        return [move for move in self.movements if move.kind == "payout"]


def money(rng: Rng, before: Sequence[Order], august: Sequence[Order], until: datetime) -> Money:
    """What became of the orders' money by `until`; the differences lie in August."""
    released = [o for o in (*before, *august) if o.fate in _PAID]
    plain = [o for o in august if o.fate == "completed" and _value(o) >= _NOTABLE]
    short, forgotten = plain[len(plain) // 3], plain[len(plain) // 2]
    paid = sorted(
        (_release(rng, o, is_short=o is short) for o in released if o is not forgotten),
        key=lambda r: (r.at, r.order.order_no),
    )
    lost = [order for order in (*before, *august) if order.fate == "lost"]
    claims = [
        Claim(order, order.closed + timedelta(days=rng.between(4, 9)), _value(order))
        for order in lost[:-1]
    ]
    kept = tuple(release for release in paid if release.at <= until)
    claimed = tuple(claim for claim in claims if claim.at <= until)
    movements = _movements(kept, claimed, until)
    since = august[0].created.replace(day=1, hour=0, minute=0)
    until_then = since + timedelta(days=31)
    in_august = [m for m in movements if m.kind == "payout" and since <= m.at < until_then]
    return Money(kept, claimed, movements, in_august[-1])


def _value(order: Order) -> int:
    """What the buyer owes the seller: deal prices less the shop's own voucher."""
    return sum(line.product.deal_price * line.quantity for line in order.lines) - order.voucher


def _release(rng: Rng, order: Order, *, is_short: bool) -> Release:
    price = sum(line.product.list_price * line.quantity for line in order.lines)
    voucher = order.voucher + (_SHORT_BY if is_short else 0)
    value = _value(order) - (_SHORT_BY if is_short else 0)
    refund = sum(line.product.deal_price * line.returned for line in order.lines)
    refund = value if order.fate in _RETURNS else min(refund, value)
    charged = value - refund
    grams = sum(line.product.grams * line.quantity for line in order.lines)
    shipping = 9000 + grams // 1000 * 3500
    heavier = rng.weighted(((0, 96), (3500, 3), (7000, 1)))
    affiliate = charged * 5 // 100 if rng.chance(9) else 0
    return Release(
        order=order,
        at=order.closed + timedelta(minutes=rng.between(20, 600)),
        price=price,
        discount=price - order.voucher - _value(order),
        refund=refund,
        voucher=voucher,
        buyer_shipping=order.buyer_shipping,
        free_shipping=max(shipping - order.buyer_shipping, 0),
        courier=max(shipping, order.buyer_shipping) + (heavier if charged else 0),
        affiliate=affiliate,
        admin=charged * (825 if order.created >= _DEARER_SINCE else 650) // 10_000,
        service=charged * 58 // 1000,
        processing=1250 if charged and order.created >= _PROCESSING_SINCE else 0,
    )


def _movements(
    releases: Sequence[Release], claims: Sequence[Claim], until: datetime
) -> tuple[Movement, ...]:
    """Releases and claims as they come in, and twice a week everything goes out."""
    events = [(r.at, "release", r.net, r.order.order_no) for r in releases if r.net]
    events += [(c.at, "claim", c.amount, c.order.order_no) for c in claims]
    day = min(at for at, *_ in events).date()
    while (at := datetime.combine(day, _PAYOUT_TIME)) <= min(until, _LAST_PAYOUT):
        if day.weekday() in _PAYOUT_DAYS:
            events.append((at, "payout", 0, "-"))
        day += timedelta(days=1)
    balance, moves = 0, []
    for at, kind, amount, order_no in sorted(events):
        moved = -balance if kind == "payout" else amount
        balance += moved
        if moved:
            moves.append(Movement(at, kind, moved, balance, order_no))
    return tuple(moves)
