"""The life of the demo shop's orders: who bought what, and when each step happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Literal

from omnicli.demo.rng import Rng
from omnicli.demo.shop import CITIES
from omnicli.demo.shop import GIFT
from omnicli.demo.shop import NAMES
from omnicli.demo.shop import PAYMENTS
from omnicli.demo.shop import PRODUCTS
from omnicli.demo.shop import SHIPPING
from omnicli.demo.shop import Product

Fate = Literal[
    "completed",
    "unpaid",
    "canceled",
    "undelivered",
    "lost",
    "returned",
    "part_returned",
    "returning",
]
_FATES: tuple[tuple[Fate, int], ...] = (
    ("completed", 818),
    ("unpaid", 60),
    ("canceled", 50),
    ("undelivered", 32),
    ("lost", 6),
    ("returned", 12),
    ("part_returned", 14),
    ("returning", 8),
)


@dataclass(frozen=True, slots=True)
class Buyer:
    """A made-up buyer; Shopee masks all but the user name and the region."""

    username: str
    masked_name: str
    masked_phone: str
    city: str
    province: str


@dataclass(frozen=True, slots=True)
class Line:
    """One order line."""

    product: Product
    quantity: int
    returned: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order with all it will ever go through; an export shows what had happened by its day."""

    order_no: str
    awb: str
    buyer: Buyer
    lines: tuple[Line, ...]
    shipping: str
    payment: str
    voucher: int
    platform_voucher: int
    coins: int
    buyer_shipping: int
    fate: Fate
    created: datetime
    paid: datetime
    arranged: datetime
    shipped: datetime
    delivered: datetime
    closed: datetime
    """When the buyer confirmed, or when the order failed."""

    @property
    def is_cod(self) -> bool:
        """Whether the courier collects the money."""
        return self.payment.startswith("COD")


def buyers(rng: Rng, count: int, *, start: int = 0) -> list[Buyer]:
    """A pool of buyers with user names that differ, numbered from `start`."""
    pool = []
    for number in range(start, start + count):
        name = rng.pick(NAMES)
        city, province = rng.weighted(CITIES)
        word = rng.pick(("rumah", "dapur", "store", "id"))
        pool.append(
            Buyer(
                username=f"{name.lower()}_{word}{number + 11}",
                masked_name=f"{name[0]}******{name[-1]}",
                masked_phone=f"******{rng.below(100):02d}",
                city=city,
                province=province,
            )
        )
    return pool


def orders(rng: Rng, year: int, month: int, count: int, pool: Sequence[Buyer]) -> list[Order]:
    """`count` orders of one month, oldest first."""
    starts = sorted(_created(rng, year, month) for _ in range(count))
    return [_order(rng, created, rng.pick(pool)) for created in starts]


def _created(rng: Rng, year: int, month: int) -> datetime:
    """A moment of the month: more on weekends, on pay days and on the double date."""
    first = datetime(year, month, 1)  # noqa: DTZ001 - exports print local time without a zone
    days = ((first.replace(month=month % 12 + 1, year=year + month // 12)) - first).days
    weights = []
    for day in range(days):
        date = first + timedelta(days=day)
        special = 4 if date.day == month else 2 if date.day >= 25 or date.weekday() >= 5 else 0
        weights.append((day, 4 + special))
    hour = rng.weighted(((7, 1), (9, 3), (11, 4), (13, 4), (15, 3), (19, 6), (20, 7), (21, 5)))
    return first + timedelta(days=rng.weighted(weights), hours=hour, minutes=rng.between(0, 59))


def _order(rng: Rng, created: datetime, buyer: Buyer) -> Order:
    fate = rng.weighted(_FATES)
    lines = _lines(rng, fate)
    paid = created + timedelta(minutes=rng.between(1, 55))
    arranged = paid + timedelta(hours=rng.between(5, 28))
    shipped = arranged + timedelta(hours=rng.between(3, 20))
    delivered = shipped + timedelta(hours=rng.between(24, 120))
    return Order(
        order_no=f"{created:%y%m%d}{rng.code(8)}",
        awb=f"SPXID{rng.between(10**9, 10**10 - 1)}",
        buyer=buyer,
        lines=lines,
        shipping=rng.weighted(SHIPPING),
        payment=rng.weighted(PAYMENTS),
        voucher=rng.weighted(((0, 60), (3000, 20), (5000, 14), (10000, 6))),
        platform_voucher=rng.weighted(((0, 55), (5000, 25), (12500, 20))),
        coins=rng.weighted(((0, 85), (250, 8), (1499, 7))),
        buyer_shipping=rng.weighted(((0, 60), (5000, 25), (11500, 15))),
        fate=fate,
        created=created,
        paid=paid,
        arranged=arranged,
        shipped=shipped,
        delivered=delivered,
        closed=delivered + timedelta(hours=rng.between(4, 60)),
    )


def _lines(rng: Rng, fate: Fate) -> tuple[Line, ...]:
    weighted = tuple((product, product.weight) for product in PRODUCTS)
    wanted = rng.weighted(((1, 66), (2, 25), (3, 9)))
    if fate == "part_returned":
        wanted = max(wanted, 2)
    chosen: list[Product] = []
    while len(chosen) < wanted:
        product = rng.weighted(weighted)
        if product not in chosen:
            chosen.append(product)
    quantities = [rng.weighted(((1, 80), (2, 14), (3, 6))) for _ in chosen]
    if rng.chance(8):
        chosen.append(GIFT)
        quantities.append(1)
    everything = fate in {"returned", "returning"}
    return tuple(
        Line(
            product,
            quantity,
            quantity if everything else int(fate == "part_returned" and position == 0),
        )
        for position, (product, quantity) in enumerate(zip(chosen, quantities, strict=True))
    )
