"""Money is an integer number of sen (1/100 rupiah). No float ever touches it."""

from collections.abc import Sequence
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


def rupiah_texts(sen: int | None) -> tuple[str, str]:
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


def split_by_weights(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of `total` in proportion to weights that are not negative, by largest remainder.

    The parts add up to `total`; equal remainders go to the earlier ones. Without any weight the
    parts are even.
    """
    whole = sum(weights)
    if whole == 0:
        return split_evenly(total, len(weights))
    sign = -1 if total < 0 else 1
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [share for share, _ in shares]
    by_rest = sorted(range(len(weights)), key=lambda n: -shares[n][1])
    for n in by_rest[: abs(total) - sum(parts)]:
        parts[n] += 1
    return [sign * part for part in parts]
