"""The demo shop's COD sales: orders of a form, each with the parcel that carries it and its money.

The shop advertises on Meta, takes orders with a form, and sends them through Mengantar. Couriers
and provinces differ in how many parcels come back, and in August one courier does worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Literal

from omnicli.demo.meta import CAMPAIGNS
from omnicli.demo.rng import Rng
from omnicli.demo.shop import CITIES
from omnicli.demo.shop import NAMES
from omnicli.demo.shop import OFFERS
from omnicli.demo.shop import Product

Fate = Literal["completed", "rts", "lead", "canceled", "problem", "moving"]

_FATES: tuple[tuple[Fate, int], ...] = (("completed", 800), ("lead", 120), ("canceled", 80))
_COURIERS = (("JT", 34), ("JNE", 26), ("SiCepat", 18), ("iDexpress", 14), ("Sap", 8))
_RETURNING = {"JT": 9, "JNE": 6, "SiCepat": 12, "iDexpress": 19, "Sap": 11}
"""Parcels of 100 that come back."""
_FAR = {"SULAWESI SELATAN": 9, "NUSA TENGGARA BARAT (NTB)": 11, "SUMATERA UTARA": 6}
"""How many more come back from there."""
_WORSE = ("SiCepat", date(2025, 8, 1), 14)
"""A courier that does worse from a day on."""
_OPEN_SINCE = date(2025, 8, 22)
"""From then on some parcels are still on their way, or in trouble, when the shop looks."""
HANDLERS = (("CS Rina", 45), ("CS Dimas", 33), ("CS Wulan", 22))
_TROUBLES = ("UNDELIVERED", "BAD ADDRESS", "REJECTED", "CLOSED OR NOT AVAILABLE")


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up buyer with a phone number from no real range."""

    name: str
    phone: str
    city: str
    province: str


@dataclass(frozen=True, slots=True)
class Sale:
    """One order of the form; amounts in rupiah."""

    order_no: str
    awb: str
    parcel_no: str
    person: Person
    product: Product
    quantity: int
    is_cod: bool
    courier: str
    shipping: int
    handler: str
    campaign: str
    """The campaign its UTM names, "" where the buyer came by himself."""
    fate: Fate
    trouble: str
    created: datetime
    shipped: datetime
    ended: datetime
    """When it was delivered or came back."""

    @property
    def value(self) -> int:
        """What the products cost the buyer."""
        return self.product.deal_price * self.quantity

    @property
    def cod(self) -> int:
        """What the courier collects: products and shipping."""
        return (self.value + self.shipping) if self.is_cod else 0

    @property
    def cod_fee(self) -> int:
        """The courier's fee for collecting, tax included."""
        return self.cod * 3 // 100

    @property
    def is_sent(self) -> bool:
        """Whether there is a parcel."""
        return self.fate not in {"lead", "canceled"}


def people(rng: Rng, count: int) -> list[Person]:
    """Buyers with numbers that differ."""
    found = []
    for number in range(count):
        city, province = rng.weighted(CITIES)
        name = f"{rng.pick(NAMES)} {rng.pick(NAMES)}"
        found.append(Person(name, f"62812000{number * 7 + 10_000:05d}", city, province))
    return found


def sales(rng: Rng, months: Sequence[tuple[int, int, int]], pool: Sequence[Person]) -> list[Sale]:
    """The orders of `months` (year, month, how many), oldest first.

    New people come in all the time; a quarter of the orders are of people who bought before.
    """
    known: list[Person] = []
    fresh = iter(pool)
    found: list[Sale] = []
    for year, month, count in months:
        for created in sorted(_moment(rng, year, month) for _ in range(count)):
            if known and rng.chance(26):
                person = known[-1 - rng.below(min(len(known), 140))]
            else:
                person = next(fresh)
                known.append(person)
            found.append(_sale(rng, len(found), created, person))
    return found


def _moment(rng: Rng, year: int, month: int) -> datetime:
    """A moment of the month, more of them in the evening."""
    first = date(year, month, 1)
    days = ((first + timedelta(days=32)).replace(day=1) - first).days
    hour = rng.weighted(((8, 2), (10, 4), (12, 5), (15, 4), (18, 6), (20, 8), (22, 3)))
    midnight = datetime(year, month, 1)  # noqa: DTZ001 - exports print local time without a zone
    return midnight + timedelta(days=rng.below(days), hours=hour, minutes=rng.between(0, 59))


def _sale(rng: Rng, number: int, created: datetime, person: Person) -> Sale:
    fate = rng.weighted(_FATES)
    courier = rng.weighted(_COURIERS)
    returns = _RETURNING[courier] + _FAR.get(person.province, 0)
    name, since, more = _WORSE
    if courier == name and created.date() >= since:
        returns += more
    back, still_open = rng.chance(returns), rng.chance(9)
    if fate == "completed" and created.date() >= _OPEN_SINCE and still_open:
        fate = "problem" if rng.chance(50) else "moving"
    elif fate == "completed" and back:
        fate = "rts"
    shipped = created + timedelta(hours=rng.between(6, 40))
    way = rng.between(36, 140) + (rng.between(96, 240) if fate == "rts" else 0)
    return Sale(
        order_no=f"DK-{20_001 + number}",
        awb=f"{courier.upper()[:2]}9{number * 31 + 100_000_000}",
        parcel_no=f"MGT{created:%y%m%d}{number:05d}",
        person=person,
        product=rng.weighted(tuple((offer, offer.weight) for offer in OFFERS)),
        quantity=rng.weighted(((1, 78), (2, 18), (3, 4))),
        is_cod=rng.chance(88),
        courier=courier,
        shipping=rng.between(36, 72) * 500,
        handler=rng.weighted(HANDLERS),
        campaign=rng.weighted(((rng.pick(CAMPAIGNS), 64), ("", 36))),
        fate=fate,
        trouble=rng.pick(_TROUBLES),
        created=created,
        shipped=shipped,
        ended=shipped + timedelta(hours=way),
    )
