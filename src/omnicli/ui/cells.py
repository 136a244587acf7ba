"""How one value looks to a person: Indonesian or English number format."""

import unicodedata
from typing import Literal

Kind = Literal["text", "int", "sen", "bps", "times", "date", "at", "flag", "number"]
"""`bps` is a share in basis points, `times` a multiple in them (a ROAS of 47591 is 4,76×)."""

_NUMBERS = frozenset({"int", "sen", "bps", "times", "number"})
_YES = {"id": ("ya", "tidak"), "en": ("yes", "no")}


def is_number(kind: Kind) -> bool:
    """Whether values of this kind stand right."""
    return kind in _NUMBERS


def printed(value: object, kind: Kind, lang: str = "id") -> str:
    """The value as text; an en dash where there is none."""
    if value is None:
        return "–"
    if kind == "sen" and isinstance(value, int):
        from omnicli.domain.money import format_rupiah  # decimal is slow to load

        return format_rupiah(value, lang=lang)
    if kind == "int" and isinstance(value, int):
        return grouped(value, lang)
    if kind in {"bps", "times"} and isinstance(value, int | float):
        return ratio(value, lang) if kind == "bps" else multiple(value, lang)
    if kind == "flag":
        return _YES[lang][not value]
    return shown(str(value))


def grouped(number: int, lang: str = "id") -> str:
    """`1.234.567` in Indonesian, `1,234,567` in English."""
    text = f"{number:,}"
    return text if lang == "en" else text.replace(",", ".")


def multiple(bps: float, lang: str = "id") -> str:
    """Basis points as a multiple with two decimals: `4,76×`."""
    from omnicli.reports.numbers import times

    return times(round(bps), lang)


def ratio(bps: float, lang: str = "id") -> str:
    """Basis points as percent with two decimals: `12,34 %`."""
    text = f"{bps / 100:,.2f}"
    swapped = text if lang == "en" else text.translate(str.maketrans(",.", ".,"))
    return f"{swapped} %"


def shown(text: str) -> str:
    """Text fit for a terminal: control and direction characters become a middle dot."""
    if text.isprintable():
        return text
    return "".join(
        " " if char in "\r\n\t" else "·" if unicodedata.category(char) in {"Cc", "Cf"} else char
        for char in text
    )
