"""Provinces and regencies: one spelling each, whatever the export printed."""

import re
from functools import cache

_PROVINCES: dict[str, tuple[str, ...]] = {
    "Aceh": ("nad", "nanggroe aceh darussalam", "di aceh"),
    "Sumatera Utara": ("sumatra utara", "sumut", "north sumatra", "north sumatera"),
    "Sumatera Barat": ("sumatra barat", "sumbar", "west sumatra", "west sumatera"),
    "Riau": (),
    "Jambi": (),
    "Sumatera Selatan": ("sumatra selatan", "sumsel", "south sumatra", "south sumatera"),
    "Bengkulu": (),
    "Lampung": (),
    "Kepulauan Bangka Belitung": ("bangka belitung", "babel", "bangka belitung islands"),
    "Kepulauan Riau": ("kepri", "riau islands"),
    "DKI Jakarta": (
        "jakarta",
        "jakarta raya",
        "daerah khusus ibukota jakarta",
        "daerah khusus jakarta",
        "dk jakarta",
        "dkj",
    ),
    "Jawa Barat": ("jabar", "west java"),
    "Jawa Tengah": ("jateng", "central java"),
    "DI Yogyakarta": ("diy", "daerah istimewa yogyakarta", "yogyakarta", "jogja", "jogjakarta"),
    "Jawa Timur": ("jatim", "east java"),
    "Banten": (),
    "Bali": (),
    "Nusa Tenggara Barat": ("ntb", "west nusa tenggara"),
    "Nusa Tenggara Timur": ("ntt", "east nusa tenggara"),
    "Kalimantan Barat": ("kalbar", "west kalimantan"),
    "Kalimantan Tengah": ("kalteng", "central kalimantan"),
    "Kalimantan Selatan": ("kalsel", "south kalimantan"),
    "Kalimantan Timur": ("kaltim", "east kalimantan"),
    "Kalimantan Utara": ("kaltara", "north kalimantan"),
    "Sulawesi Utara": ("sulut", "north sulawesi"),
    "Sulawesi Tengah": ("sulteng", "central sulawesi"),
    "Sulawesi Selatan": ("sulsel", "south sulawesi"),
    "Sulawesi Tenggara": ("sultra", "southeast sulawesi"),
    "Gorontalo": (),
    "Sulawesi Barat": ("sulbar", "west sulawesi"),
    "Maluku": (),
    "Maluku Utara": ("malut", "north maluku"),
    "Papua": (),
    "Papua Barat": ("west papua",),
    "Papua Selatan": ("south papua",),
    "Papua Tengah": ("central papua",),
    "Papua Pegunungan": ("highland papua",),
    "Papua Barat Daya": ("southwest papua",),
}
"""The 38 provinces and their other spellings, folded."""

PROVINCES = tuple(_PROVINCES)
"""Canonical province names, in the order of the official codes."""

_BY_FOLDED = {
    spelling: name
    for name, aliases in _PROVINCES.items()
    for spelling in (name.casefold(), *aliases)
}

_REGENCY = re.compile(r"^(kabupaten|kab|kota)\b\.?\s*(?:(?:administrasi|adm)\b\.?\s*)?(?=\S)")
_TITLE = {"kab": "Kabupaten", "kabupaten": "Kabupaten", "kota": "Kota"}


def _fold(text: str) -> str:
    """Lower case, no parentheses, no dots inside initials, single spaces."""
    bare = re.sub(r"\(.*?\)", " ", text).casefold()
    return re.sub(r"\s+", " ", bare).strip()


def _title(folded: str) -> str:
    """`tojo una-una` → `Tojo Una-Una`."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), folded)


@cache
def canonical_province(text: str) -> str | None:
    """`NUSA TENGGARA BARAT (NTB)` → `Nusa Tenggara Barat`; an unknown name in title case."""
    folded = _fold(text)
    plain = re.sub(r"^(?:provinsi|province of|prov)\b\.?\s*", "", folded.replace("d.i.", "di"))
    plain = re.sub(r"^kep\b\.?\s*", "kepulauan ", plain)
    return _BY_FOLDED.get(plain) or _title(plain) or None


@cache
def canonical_city(text: str) -> str | None:
    """`KAB. BOGOR` → `Kabupaten Bogor`, `KOTA SURAKARTA (SOLO)` → `Kota Surakarta`.

    A name without its prefix stays without: 26 names are both a regency and a city.
    """
    folded = _fold(text)
    prefix = _REGENCY.match(folded)
    if prefix is None:
        return _title(folded) or None
    return f"{_TITLE[prefix.group(1)]} {_title(folded[prefix.end() :])}"
