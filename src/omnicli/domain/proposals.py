"""Guesses at what an unknown region or courier means: shown to a person, never applied."""

from collections.abc import Iterable
from functools import cache
from functools import lru_cache
from itertools import pairwise

from omnicli.domain import couriers
from omnicli.domain import reference
from omnicli.domain import region_names
from omnicli.domain import regions
from omnicli.domain.reference import Place

LEAST = 90
"""Likeness below which nothing is proposed, of 100."""
MARGIN = 8
"""How far ahead of the second the best must be."""


@lru_cache(maxsize=4096)
def propose_region(province: str | None, city: str | None) -> str | None:
    """What an unknown or ambiguous place may be: one official name, or the two to choose from."""
    stated = regions.find_province(province) if province else None
    if province and stated is None:
        return _best(
            province, ((p.name, region_names.key(p.name)) for p in reference.provinces().values())
        )
    if not city:
        return None
    options = regions.find_regencies(city)
    if options:
        return " / ".join(sorted(option.name for option in options))
    return propose_city(city, stated)


def propose_city(city: str, province: Place | None = None) -> str | None:
    """The regency whose name is most like `city`, of its kind first, then of either."""
    kind, name = region_names.split_prefix(region_names.plain(city))
    near = [
        (place.name, spelling)
        for place, spelling in _spellings()
        if province is None
        or province.code in {place.province, regions.SPLIT_FROM.get(place.province)}
    ]
    same = [pair for pair in near if kind and pair[0].startswith(kind)]
    return _best(name, same) or _best(name, near)


@cache
def _spellings() -> tuple[tuple[Place, str], ...]:
    """Every regency with its name as compared, without its kind."""
    return tuple(
        (place, region_names.key(place.name.split(" ", 1)[1]))
        for place in reference.regencies().values()
    )


@lru_cache(maxsize=4096)
def propose_courier(text: str) -> str | None:
    """The courier that a word of `text`, or two in a row, nearly names."""
    parts = couriers.words(text).split()
    tried = [*parts, *(f"{one}{other}" for one, other in pairwise(parts))]
    known = [
        (name, region_names.key(alias))
        for alias, name in couriers.courier_aliases()
        if len(alias) > 4
    ]
    found = {_best(part, known) for part in tried if len(part) > 4} - {None}
    return found.pop() if len(found) == 1 else None


def _best(written: str, known: Iterable[tuple[str, str]]) -> str | None:
    """The name whose spelling (as compared) is clearly the most like `written`."""
    from rapidfuzz import fuzz

    wanted = region_names.key(written)
    scores: dict[str, float] = {}
    for name, spelling in known:
        score = fuzz.ratio(wanted, spelling)
        scores[name] = max(score, scores.get(name, 0.0))
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or ranked[0][1] < LEAST:
        return None
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= MARGIN
    return ranked[0][0] if clear else None
