"""Provinces, regencies and districts: one official spelling each, whatever the export printed.

Only an exact or listed spelling is ever replaced. A name that 26 pairs of a Kota and a Kabupaten
share is settled by its prefix, its province or its district, else it stays as written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from functools import lru_cache
from typing import Literal

from omnicli.domain import reference
from omnicli.domain import region_names
from omnicli.domain.folding import fold
from omnicli.domain.reference import Place
from omnicli.domain.region_names import Kind

State = Literal["exact", "alias", "ambiguous", "unmapped"]
Codes = tuple[str | None, str | None, str | None]

SPLIT_FROM: Mapping[str, str] = {"93": "91", "94": "91", "95": "91", "96": "92"}
"""The four provinces of 2022 and the province that courier lists may still print for them."""


_PASSES = 8
"""A kept name is tidied until it stays as it is: `Prov. Prov. X` takes two."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where an order goes. `codes` are those of province, regency and district, where settled.

    `state` speaks of province and city; a district that is not on the list stays as written.
    `ambiguous`: several regencies fit, or the city lies in another province.
    """

    province: str | None
    city: str | None
    district: str | None
    codes: Codes
    state: State


@dataclass(frozen=True, slots=True)
class _Tables:
    """The lookups by compared name."""

    provinces: Mapping[str, Place]
    official: Mapping[tuple[Kind, str], Place]
    by_name: Mapping[str, tuple[Place, ...]]
    aliases: Mapping[tuple[Kind | None, str], Place]


@cache
def _tables() -> _Tables:
    provinces = {region_names.key(p.name): p for p in reference.provinces().values()}
    official: dict[tuple[Kind, str], Place] = {}
    by_name: dict[str, tuple[Place, ...]] = {}
    aliases: dict[tuple[Kind | None, str], Place] = {}
    for place in reference.regencies().values():
        kind, name = region_names.split_prefix(region_names.plain(place.name))
        assert kind is not None
        base = region_names.key(name)
        official[kind, base] = place
        by_name[base] = (*by_name.get(base, ()), place)
    for code, alias in reference.region_aliases():
        kind, name = region_names.split_prefix(region_names.plain(alias))
        if len(code) == 2:
            provinces.setdefault(region_names.key(alias), reference.provinces()[code])
        else:
            aliases[kind, region_names.key(name)] = reference.regencies()[code]
    return _Tables(provinces, official, by_name, aliases)


def find_province(text: str) -> Place | None:
    """The official province that `text` names, if any."""
    known = _tables().provinces
    for form in region_names.forms(text):
        found = known.get(region_names.key(region_names.province_name(form)))
        if found is not None:
            return found
    return None


@lru_cache(maxsize=65_536)
def find_regencies(text: str) -> tuple[Place, ...]:
    """The official regencies that `text` may name: none, one, or a Kota and a Kabupaten."""
    for form in region_names.forms(text):
        found = _named(form)
        if found:
            return found
    return ()


def _named(form: str) -> tuple[Place, ...]:
    """What one form of a name may mean, the surest reading first."""
    tables = _tables()
    for kind, name in (region_names.split_prefix(form), region_names.split_suffix(form)):
        if kind is not None:
            found = _of_kind(kind, region_names.key(name))
            if found is not None:
                return (found,)
            if region_names.split_prefix(name)[0] is not None:  # `Kabupaten Kota Bekasi`
                return _named(name)
    whole = region_names.key(form)
    if whole in tables.by_name:
        return tables.by_name[whole]
    alias = tables.aliases.get((None, whole))
    return () if alias is None else (alias,)


def _of_kind(kind: Kind, name: str) -> Place | None:
    tables = _tables()
    found = tables.official.get((kind, name)) or tables.aliases.get((kind, name))
    if found is not None:
        return found
    alias = tables.aliases.get((None, name))
    return alias if alias is not None and alias.name.startswith(kind) else None


@lru_cache(maxsize=65_536)
def canonical_province(text: str) -> str | None:
    """`NUSA TENGGARA BARAT (NTB)` → `Nusa Tenggara Barat`; an unknown name in title case."""
    for _ in range(_PASSES):
        found = find_province(text)
        if found is not None:
            return found.name
        before, text = text, region_names.title(region_names.province_name(text))
        if text == before:
            break
    return text or None


@lru_cache(maxsize=65_536)
def canonical_city(text: str) -> str | None:
    """`KAB. BOGOR` → `Kabupaten Bogor`, `DENPASAR` → `Kota Denpasar`, `BANDUNG` → `Bandung`.

    A bare name that is both a regency and a city stays bare.
    """
    for _ in range(_PASSES):
        found = find_regencies(text)
        if len(found) == 1:
            return found[0].name
        kind, name = region_names.split_prefix(region_names.plain(text))
        before, text = text, f"{kind or ''} {region_names.title(name)}".strip()
        if text == before:
            break
    return text or None


@lru_cache(maxsize=65_536)
def resolve_region(
    province: str | None, city: str | None = None, district: str | None = None
) -> Region:
    """The official names and codes of a place, as far as they are certain."""
    shown = canonical_province(province) if province else None
    named = canonical_city(city) if city else None
    stated = find_province(shown) if shown else None
    options = find_regencies(named) if named else ()
    chosen = _one_of(_within(options, stated), district) if stated or not shown else None
    if chosen is not None:
        return _settled(chosen, province, city, district)
    unknown = (shown and stated is None) or (named and not options)
    state: State
    if unknown or options:
        state = "unmapped" if unknown else "ambiguous"
    else:
        state = _sameness((province, shown))
    return Region(shown, named, district, (stated.code if stated else None, None, None), state)


@lru_cache(maxsize=8192)
def nearest_place(
    level: Literal["province", "city", "district"], text: str, within: str | None = None
) -> str | None:
    """The official name that a text of this level most likely means, inside the place `within`.

    None where nothing is alike enough.
    """
    if level == "province":
        names = [place.name for place in reference.provinces().values()]
    elif level == "city":
        names = [p.name for p in reference.regencies().values() if within in {None, p.province}]
    else:
        names = list(reference.districts().get(within or "", {}).values())
    bare: dict[str, str] = {}
    for name in names:
        folded = fold(name)
        bare.setdefault(folded, name)
        if level == "city":
            bare.setdefault(folded.removeprefix("kota ").removeprefix("kabupaten "), name)
    close = get_close_matches(fold(text), list(bare), n=1, cutoff=0.6)
    return bare[close[0]] if close else None


def _within(options: tuple[Place, ...], province: Place | None) -> tuple[Place, ...]:
    """The options that lie in the province, as it is now or was before 2022."""
    if province is None:
        return options
    return tuple(o for o in options if province.code in {o.province, SPLIT_FROM.get(o.province)})


def _one_of(options: tuple[Place, ...], district: str | None) -> Place | None:
    """The only option, or the only one that has the district."""
    if len(options) > 1 and district:
        options = tuple(o for o in options if _district(o, district) is not None)
    return options[0] if len(options) == 1 else None


def _district(regency: Place, text: str) -> Place | None:
    wanted = region_names.district_key(text)
    return _districts_of(regency.code).get(wanted) if wanted else None


@cache
def _districts_of(regency: str) -> Mapping[str, Place]:
    inside = reference.districts().get(regency, {})
    return {region_names.district_key(name): Place(code, name) for code, name in inside.items()}


def _settled(
    regency: Place, province: str | None, city: str | None, district: str | None
) -> Region:
    home = reference.provinces()[regency.province]
    part = _district(regency, district) if district else None
    return Region(
        home.name,
        regency.name,
        part.name if part else district,
        (home.code, regency.code, part.code if part else None),
        _sameness((province, home.name), (city, regency.name)),
    )


def _sameness(*pairs: tuple[str | None, str | None]) -> State:
    """`exact` when every written name is the official one, but for case, dots and `Kab.`."""
    same = all(
        not written
        or not official
        or region_names.same_text(written) == region_names.same_text(official)
        for written, official in pairs
    )
    return "exact" if same else "alias"


Names = tuple[str | None, str | None, str | None]
Wrong = tuple[str, str, str | None]
"""level, what the cell says, what it may mean"""


@lru_cache(maxsize=65_536)
def misplaced(
    province: str | None, city: str | None, district: str | None
) -> tuple[Names, tuple[Wrong, ...]]:
    """The names to keep, and the cells that are not on the list, each with what it may mean."""
    found = resolve_region(province, city, district)
    names = (found.province, found.city, found.district)
    wrong: list[Wrong] = []
    home, regency, part = found.codes
    if province and home is None:
        wrong.append(("province", province, nearest_place("province", province)))
        # The city may still be one, whatever stands before it.
        regency, part = resolve_region(None, city, district).codes[1:]
    if city and regency is None:
        wrong.append(("city", city, nearest_place("city", city, home)))
    elif district and regency and part is None:
        wrong.append(("district", district, nearest_place("district", district, regency)))
    return names, tuple(wrong)
