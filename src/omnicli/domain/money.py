"""Money is an integer number of sen (1/100 rupiah). No float ever touches it."""

from decimal import Decimal

SEN = 100
"""Sen in one rupiah."""


def rupiah(sen: int) -> int | Decimal:
    """The amount in rupiah as machine output prints it: an int, or a Decimal where sen remain."""
    whole, rest = divmod(sen, SEN)
    return whole if rest == 0 else Decimal(sen) / SEN


def json_rupiah(sen: int) -> int | float:
    """`rupiah` for json, whose numbers have at most two decimals and so survive the float."""
    value = rupiah(sen)
    return value if isinstance(value, int) else float(value)


_SWAP = str.maketrans(".,", ",.")


def format_rupiah(sen: int | None, *, symbol: bool = True, lang: str = "id") -> str:
    """`Rp1.234.567` or `-Rp1.234,50`, in English `Rp1,234,567`; an en dash for no amount."""
    if sen is None:
        return "–"
    whole, rest = divmod(abs(sen), SEN)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
    if lang == "en":
        text = text.translate(_SWAP)
    return ("-" if sen < 0 else "") + ("Rp" if symbol else "") + text


def told_rupiah(sen: int | None) -> tuple[str, str]:
    """The amount as words of a message, (Indonesian, English): errors print the reader's."""
    return format_rupiah(sen), format_rupiah(sen, lang="en")


def divide_half_up(numerator: int, denominator: int) -> int:
    """Integer quotient rounded half away from zero, the one rounding rule of the project."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    quotient, rest = divmod(abs(numerator), abs(denominator))
    return sign * (quotient + (2 * rest >= abs(denominator)))


def split_evenly(total: int, count: int) -> list[int]:
    """`count` parts that add up to `total` and differ by one sen at most, the bigger ones first."""
    sign = -1 if total < 0 else 1
    whole, rest = divmod(abs(total), count)
    return [sign * (whole + 1)] * rest + [sign * whole] * (count - rest)
