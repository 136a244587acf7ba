"""Couriers: the many spellings that exports use, and the one name we keep."""

import html
import re
from functools import cache

_ALIASES: dict[str, tuple[str, ...]] = {
    "JNE": ("jne", "jnecargo", "jneflat", "jtr", "jtr18", "reg19", "reg23"),
    "J&T": ("j t", "jt", "jnt", "ez"),
    "SiCepat": ("sicepat", "sicepatcargo", "siunt", "gokil"),
    "SAP": ("sap", "saplite", "sapcargo", "drgreg", "udrreg"),
    "ID Express": ("id express", "idexpress", "ide", "idlite", "idl", "idtruck", "idexpresscargo"),
    "Ninja": ("ninja", "ninjavan", "ninjaxpress"),
    "AnterAja": ("anteraja",),
    "Lion Parcel": ("lion", "lionparcel"),
    "POS Indonesia": ("pos", "posindonesia"),
    "Paxel": ("paxel",),
    "Wahana": ("wahana",),
    "SPX": ("spx", "shopee xpress", "shopee express"),
    "GoSend": ("gosend", "go send"),
    "GrabExpress": ("grab", "grabexpress"),
}
"""Canonical name → words that name it, letters and digits only, in lower case."""

_BY_LENGTH = sorted(
    ((alias, name) for name, aliases in _ALIASES.items() for alias in aliases),
    key=lambda pair: (-len(pair[0]), pair[0]),
)

COURIERS = tuple(_ALIASES)
"""Every canonical courier name."""


@cache
def canonical_courier(text: str) -> str | None:
    """The courier that a free text names (`Reguler (Cashless)-SPX Standard` → `SPX`), else None.

    Whole words only, longest spelling first: `Pos` must not match inside `Deposit`.
    """
    words = f" {re.sub(r'[^a-z0-9]+', ' ', html.unescape(text).casefold()).strip()} "
    return next((name for alias, name in _BY_LENGTH if f" {alias} " in words), None)
