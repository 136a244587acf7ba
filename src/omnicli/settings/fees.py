"""`[fees]`: the fees a payer agreed to, by rate and per order, each from a day on."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date

from omnicli.settings.accepts import count
from omnicli.settings.accepts import is_day

ALLOWED = "650, [{ rate = 650, flat = 1250, from = 2025-07-01 }]"
"""What a platform's fee may look like, for the message that refuses another."""
ALWAYS = date.min

_KEYS = {"rate": count(10_000), "flat": count(10_000_000), "from": is_day}

FeeTerm = tuple[str, str, int, int]
"""Platform, first day of ordering, basis points of the items, sen per order."""


def is_fee(value: object) -> bool:
    """A rate in basis points, or a list of rates with what is taken per order and the first day."""
    if not isinstance(value, list):
        return _KEYS["rate"](value)
    days = [term.get("from", ALWAYS) for term in value if isinstance(term, dict)]
    return bool(value) and len(set(days)) == len(value) and all(map(_is_term, value))


def _is_term(term: object) -> bool:
    return (
        isinstance(term, dict)
        and "rate" in term
        and all(key in _KEYS and _KEYS[key](value) for key, value in term.items())
    )


def fee_terms(fees: Mapping[str, object]) -> Iterator[FeeTerm]:
    """Every term of every platform, in order."""
    for platform, given in sorted(fees.items()):
        terms = given if isinstance(given, tuple) else ({"rate": given},)
        for term in sorted(terms, key=lambda t: t.get("from", ALWAYS)):
            since = term.get("from", ALWAYS).isoformat()
            yield platform, since, int(term["rate"]), 100 * int(term.get("flat", 0))
