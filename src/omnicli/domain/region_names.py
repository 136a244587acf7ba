"""How written region names are compared: what is noise in them, and what is their kind."""

import re
from typing import Literal

Kind = Literal["Kabupaten", "Kota"]

_KINDS: dict[str, Kind] = {
    "kabupaten": "Kabupaten",
    "kab": "Kabupaten",
    "regency": "Kabupaten",
    "kota": "Kota",
    "city": "Kota",
}
_BRACKETED_KIND = re.compile(r"\(\s*(kabupaten|kab|kota|city|regency)\b\.?\s*\)")
_BRACKETS = re.compile(r"\([^()]*\)")
_PREFIX = re.compile(r"(kabupaten|kab|kota)\b[\s.]*(?:(?:administrasi|adm)\b[\s.]*)?(?=[^\s.])")
_SUFFIX = re.compile(r"(?<=[^\s,])[\s,]+(kabupaten|kab|kota|regency|city)\.?$")
_ISLANDS = re.compile(r"\bkep\b[\s.]*(?=\w)")
_PROVINCE = re.compile(
    r"^(?:provinsi|province of|propinsi|prov|prop)\b[\s.]*(?=[^\s.])|\s+province$"
)
_DISTRICT = re.compile(r"^(?:kecamatan|kec|distrik)\b[\s.]*(?=[^\s.])")


def key(text: str) -> str:
    """Letters and digits only, in lower case: `Tojo Una-Una` and `TOJO UNA UNA` are one."""
    return re.sub(r"[\W_]+", "", text.casefold())


def plain(text: str) -> str:
    """Lower case, no brackets, `kep.` written out, single spaces."""
    bare = _BRACKETS.sub(" ", _BRACKETED_KIND.sub(r" \1", text.casefold()))
    return re.sub(r"\s+", " ", _ISLANDS.sub("kepulauan ", bare)).strip()


def title(folded: str) -> str:
    """`tojo una-una` → `Tojo Una-Una`."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), folded)


def split_prefix(folded: str) -> tuple[Kind | None, str]:
    """`kab. bogor` → (`Kabupaten`, `bogor`); a name without a prefix has no kind."""
    found = _PREFIX.match(folded)
    return (_KINDS[found.group(1)], folded[found.end() :]) if found else (None, folded)


def split_suffix(folded: str) -> tuple[Kind | None, str]:
    """`bogor, kab.` or `bandung city` → kind and name."""
    found = _SUFFIX.search(folded)
    return (_KINDS[found.group(1)], folded[: found.start()]) if found else (None, folded)


def province_name(text: str) -> str:
    """A province as compared: no `Prov.`, `D.I.` as one word."""
    return " ".join(_PROVINCE.sub("", plain(text).replace("d.i.", "di ")).split())


def district_key(text: str) -> str:
    """A district as compared: no `Kec.`."""
    return key(_DISTRICT.sub("", plain(text)))


def same_text(text: str) -> str:
    """What makes two written names the same for an accepted alias: the kind is part of it."""
    kind, name = split_prefix(plain(text))
    return f"{kind or ''}:{key(name)}"


def forms(text: str) -> list[str]:
    """The name without brackets, then its halves (`a/b`), then what the brackets say."""
    whole = plain(text)
    halves = [half.strip() for half in whole.split("/")] if "/" in whole else []
    inside = [plain(group[1:-1]) for group in _BRACKETS.findall(text.casefold())]
    return [form for form in (whole, *halves, *inside) if key(form)]
