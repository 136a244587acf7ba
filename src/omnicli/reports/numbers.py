"""Figures as people read them: Indonesian by default, English on request."""

import re
from datetime import date

from omnicli.domain.money import divide_half_up
from omnicli.domain.money import format_rupiah
from omnicli.domain.period import Period

NOTHING = "–"
_YES = (("Ya", "Tidak"), ("Yes", "No"))
_FLAGS = frozenset(
    (
        *("covers_cac", "flipped", "frequency_exact", "known", "matched", "provisional"),
        *("settled", "small_sample", "spend_estimated", "sure"),
    )
)
_AVERAGES = ("aov", "avg", "cac", "cpa", "cpm", "cpr")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY = re.compile(r"(?P<day>\d{1,2} \w{3}) (?P<year>\d{4})")
_SWAP = str.maketrans(".,", ",.")
_STEPS = ((10**14, "T", "T"), (10**11, "M", "B"), (10**8, "jt", "M"), (10**5, "rb", "K"))


def _localized(text: str, lang: str) -> str:
    return text.translate(_SWAP) if lang == "en" else text


def rupiah(sen: int | None, lang: str = "id") -> str:
    """`Rp1.234.567`; English swaps the separators."""
    return format_rupiah(sen, lang=lang)


def average(sen: int | None, lang: str = "id") -> str:
    """An amount that is a quotient, to the whole rupiah: its sen mean nothing."""
    return NOTHING if sen is None else rupiah(divide_half_up(sen, 100) * 100, lang)


def count(number: int | None, lang: str = "id") -> str:
    """`1.234`."""
    return NOTHING if number is None else _localized(f"{number:,}".replace(",", "."), lang)


def decimal(scaled: int, places: int, lang: str = "id") -> str:
    """An integer scaled by 10**places, as `1.234,56`."""
    whole, rest = divmod(abs(scaled), 10**places)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:0{places}d}" if places else "")
    return ("-" if scaled < 0 else "") + _localized(text, lang)


def percent(bps: int | None, lang: str = "id") -> str:
    """Basis points as `12,3%`."""
    return NOTHING if bps is None else decimal(divide_half_up(bps, 10), 1, lang) + "%"


def points(bps: int | None, lang: str = "id") -> str:
    """A difference of two rates, in basis points, as `1,2 poin`: never a percentage of a rate."""
    if bps is None:
        return NOTHING
    return decimal(divide_half_up(bps, 10), 1, lang) + (" pts" if lang == "en" else " poin")


def times(bps: int | None, lang: str = "id") -> str:
    """A ratio as `4,86×`."""
    return NOTHING if bps is None else decimal(divide_half_up(bps, 100), 2, lang) + "×"


def short_rupiah(sen: int | None, lang: str = "id") -> str:
    """`Rp1,2 jt`, for axes and bars; the exact amount stands in the table beside them."""
    if sen is None:
        return NOTHING
    for size, indonesian, english in _STEPS:
        if abs(sen) >= size:
            text = decimal(divide_half_up(sen * 10, size), 1, lang)
            text = text.removesuffix(",0" if lang == "id" else ".0")
            return f"Rp{text}{english}" if lang == "en" else f"Rp{text} {indonesian}"
    return average(sen, lang)


def day(iso: str | None, lang: str = "id") -> str:
    """`2025-08-01` as `1 Agu 2025`."""
    if not iso:
        return NOTHING
    one = date.fromisoformat(iso[:10])
    return Period(one, one).label(lang)


def without_year(labels: list[str]) -> list[str]:
    """Days of one year as `1 Agu`, for axes: the page says of which year it is."""
    days = [_DAY.fullmatch(label) for label in labels]
    if not all(days) or len({day["year"] for day in days if day}) != 1:
        return labels
    return [day["day"] for day in days if day]


_ZONES = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}


def moment(iso: str | None, lang: str = "id") -> str:
    """`2025-08-01T09:12:00+07:00` as `1 Agu 2025 09.12 WIB`."""
    if not iso or len(iso) < 16:
        return day(iso, lang)
    clock = iso[11:16] if lang == "en" else iso[11:16].replace(":", ".")
    zone = "UTC" if iso.endswith("Z") else _ZONES.get(iso[-6:], iso[-6:])
    return f"{day(iso, lang)} {clock} {zone}"


def month(iso: str, lang: str = "id") -> str:
    """`2025-08` as `Agu 2025`."""
    return day(f"{iso[:7]}-01", lang).removeprefix("1 ")


def _month_or_text(text: str, lang: str = "id") -> str:
    """A month by its name; what is none, as the word for all of them, as it stands."""
    return month(text, lang) if _MONTH.fullmatch(text) else text


def short_month(iso: str, lang: str = "id") -> str:
    """`2025-08` as `Agu ’25`, for axes."""
    name, year = month(iso, lang).split()
    return f"{name} ’{year[2:]}"


def month_of(iso: str, lang: str = "id") -> str:
    """The month of a day, for axes."""
    return short_month(iso[:7], lang)


_MOMENT = re.compile(r"(?P<year>\d{4}-)?(?P<day>\d\d-\d\d)|(?P<hour>\d\d):(?P<minute>\d\d)")


def hour(text: str, lang: str = "id") -> str:
    """`08-10 23:00` as `10 Agu 23.00`, a day or several in it as `day` prints them."""

    def printed(found: re.Match[str]) -> str:
        if found["hour"]:
            return f"{found['hour']}{'.' if lang == 'id' else ':'}{found['minute']}"
        label = day(f"{found['year'] or '2000-'}{found['day']}", lang)
        return label if found["year"] else label.rsplit(" ", 1)[0]

    return _MOMENT.sub(printed, text)


def day_of(iso: str, lang: str = "id") -> str:
    """`2025-08-04` as `4/8`, for axes: alike in both languages."""
    del lang
    return f"{int(iso[8:])}/{int(iso[5:7])}"


def _unit_of_ratio(name: str) -> str:
    if "change" in name:
        return "points"
    # The bounds of `roas_ripe` are multiples as what they bound; bounds of rates name the rate.
    if "roas" in name or name in ("low_bps", "high_bps"):
        return "times"
    plain = name.startswith(("frequency", "daily_units", "orders_per_month"))
    return "decimal" if plain else "percent"


def unit_of(name: str, kind: str) -> str:
    """How a column is read: rupiah, average, times, percent, decimal, count, flag, date, …."""
    if kind == "sen":
        return "average" if name.startswith(_AVERAGES) else "rupiah"
    if kind == "bps":
        return _unit_of_ratio(name)
    if kind == "int" and (name.startswith("is_") or name in _FLAGS):
        return "flag"
    if kind == "text" and (name == "month" or name.endswith("_month")):
        kind = "month"
    elif kind == "text" and name == "moment":
        kind = "hour"
    return {"int": "count"}.get(kind, kind)


def show(value: str | int | None, unit: str, lang: str = "id") -> str:
    """`value` in `unit`, as a cell or a card prints it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        printer = {"date": day, "at": moment, "month": _month_or_text, "hour": hour}.get(unit)
        return value if printer is None else printer(value, lang)
    if unit == "flag":
        return _YES[lang == "en"][not value]
    if unit == "decimal":
        return decimal(divide_half_up(value, 100), 2, lang)
    printers = {
        "rupiah": rupiah,
        "average": average,
        "percent": percent,
        "points": points,
        "times": times,
        "short_rupiah": short_rupiah,
    }
    return printers.get(unit, count)(value, lang)
