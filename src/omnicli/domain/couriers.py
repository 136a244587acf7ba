"""Couriers: the many spellings that exports use, and the one name we keep."""

import html
import re
from functools import cache
from functools import lru_cache

from omnicli.domain import reference


@cache
def couriers() -> tuple[str, ...]:
    """Every canonical courier name."""
    return tuple(dict.fromkeys(row["name"] for row in reference.rows("couriers")))


@cache
def courier_aliases() -> tuple[tuple[str, str], ...]:
    """(words, courier), the longest first, so that `sapcargo` is met before `sap`."""
    pairs = [(row["alias"], row["name"]) for row in reference.rows("couriers")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def service_words() -> frozenset[str]:
    """Words that say how a parcel goes and not who carries it."""
    return frozenset(row["word"] for row in reference.rows("courier_services"))


def words(text: str) -> str:
    """The words of a courier text: HTML unescaped, lower case, letters and digits."""
    return re.sub(r"[^a-z0-9]+", " ", html.unescape(text).casefold()).strip()


@lru_cache(maxsize=4096)
def canonical_courier(text: str) -> str | None:
    """The courier that a free text names (`Reguler (Cashless)-SPX Standard` → `SPX`), else None.

    Whole words only, longest spelling first: `Pos` must not match inside `Deposit`.
    """
    tokens = words(text).split()
    known, most = _known()
    spans = {" ".join(tokens[i : i + n]) for n in range(1, most + 1) for i in range(len(tokens))}
    found = known.keys() & spans
    return known[min(found, key=lambda alias: (-len(alias), alias))] if found else None


@cache
def _known() -> tuple[dict[str, str], int]:
    """Alias → courier, and how many words the longest alias has: looked up, not searched for."""
    aliases = dict(courier_aliases())
    return aliases, max(len(alias.split()) for alias in aliases)


@lru_cache(maxsize=4096)
def is_only_service(text: str) -> bool:
    """Whether a text names a kind of delivery and no courier, known or not.

    `Pengiriman standar`, `Instan`, `Same day 8 jam`, `Kurir Rekomendasi(Reguler)`: the platform
    chooses who carries it. Figures count as part of the service.
    """
    named = [word for word in words(text).split() if not word.isdigit()]
    return service_words().issuperset(named)
