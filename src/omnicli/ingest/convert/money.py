"""Amounts and counts: validated by pattern first, then integers; no float on the way."""

from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.ingest.convert.base import Typed
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Money

if TYPE_CHECKING:
    import polars as pl

_PATTERN = {
    "dot_thousands": r"^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?$",
    "comma_thousands": r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$",
    "plain": r"^[+-]?\d+(?:\.\d+)?$",
}
_SEPARATORS = {"dot_thousands": (".", ","), "comma_thousands": (",", "."), "plain": ("", ".")}
_CURRENCY = r"(?i)^([+-]?)\s*(?:rp|idr)\.?\s*([+-]?)"
_DIGITS = 12
"""Digits before the decimals that a number may have: no shop has a trillion rupiah in a cell."""
_FACTORS = {
    "list_price_sen": 10,
    "unit_price_sen": 10,
    "quantity": 6,
    "returned_quantity": 6,
    "expected_quantity": 6,
}
"""The same for what is multiplied: a price times a quantity must fit 64 bits, or it wraps."""


def _without_currency(text: "pl.Series") -> "pl.Series":
    if not text.str.contains(r"(?i)^[+-]?\s*(?:rp|idr)").any():
        return text
    return text.str.replace(_CURRENCY, "${1}${2}")


def _scaled(text: "pl.Series", style: str, decimals: int) -> "pl.Series":
    """`text` × 10^`decimals` as Int64, rounded half up; NULL where `style` does not fit.

    NULL also for a number of more digits than the column of this name may have.
    """
    import polars as pl

    thousands, point = _SEPARATORS[style]
    most = _FACTORS.get(text.name, _DIGITS)
    fits = text.str.contains(_PATTERN[style])
    plain = text.set(~fits, None) if not fits.all() else text
    if thousands:
        plain = plain.str.replace_all(thousands, "", literal=True)
    plain = plain.str.strip_prefix("+")
    if not plain.str.contains(point, literal=True).any():
        whole = plain.cast(pl.Int64, strict=False)
        small = whole.abs() < 10**most
        scaled: pl.Series = whole.set(~small, None) * 10**decimals
        return scaled
    halves = plain.str.split_exact(point, 1).struct.unnest()
    whole, fraction = halves["field_0"], halves["field_1"].fill_null("")
    digits = fraction.str.slice(0, decimals).str.pad_end(decimals, "0")
    joined = pl.select(pl.concat_str(whole, digits)).to_series()
    long = whole.str.strip_prefix("-").str.len_bytes() > most
    amount = joined.set(long, None).cast(pl.Int64, strict=False)
    up = fraction.str.slice(decimals, 1).is_in(["5", "6", "7", "8", "9"])
    if not up.any():
        return amount
    step = pl.select(pl.when(whole.str.starts_with("-")).then(-1).otherwise(1)).to_series()
    return amount + step * up.cast(pl.Int64)


def _decide(text: "pl.Series", column: Column, decimals: int) -> str:
    """The one style the whole column fits. Raises E_MONEY_AMBIGUOUS when two readings differ."""
    values = text.drop_nulls().unique()
    readings = {style: _scaled(values, style, decimals) for style in _PATTERN}
    wrong = {style: r.null_count() for style, r in readings.items()}
    fewest = min(wrong.values())
    best = [style for style in readings if wrong[style] == fewest]
    for style in best[1:]:
        differs = readings[best[0]].ne_missing(readings[style])
        if differs.any():
            example = values.filter(differs).sort()[0]
            raise OmniError("E_MONEY_AMBIGUOUS", column=column.name, value=example)
    return best[0]


def _directed(text: "pl.Series", kind: Money) -> "tuple[pl.Series, pl.Series | None]":
    """The amounts without the word behind them, and where it means money going out."""
    if not (kind.out or kind.into):
        return text, None
    either = "|".join(word for word in (kind.out, kind.into) if word)
    out = text.str.contains(rf"(?i)\d\s*(?:{kind.out})\.?$") if kind.out else None
    return text.str.replace(rf"(?i)(\d)\s*(?:{either})\.?$", "${1}"), out


def to_money(text: "pl.Series", column: Column) -> Typed:
    """Integer sen."""
    assert isinstance(column.type, Money)
    plain, out = _directed(_without_currency(text), column.type)
    style = column.type.style
    if style == "by_column":
        style = _decide(plain, column, 2)  # type: ignore[assignment]
    amount = _scaled(plain, style, 2).rename(column.name)
    if out is not None:
        amount = (-amount).zip_with(out.fill_null(value=False), amount)
    return Typed((amount,), "E_MONEY", amount.is_null() & text.is_not_null())


def to_count(text: "pl.Series", column: Column) -> Typed:
    """A whole number; a fraction is refused, or rounded half up where the column says so."""
    assert isinstance(column.type, Count)
    kind = column.type
    plain = text
    if kind.unit:
        plain = plain.str.replace(rf"(?i)\s*{kind.unit}$", "")
    style = _decide(plain, column, 0) if kind.style == "by_column" else kind.style
    number = _scaled(plain, style, 0).rename(column.name)
    bad = number.is_null() & text.is_not_null()
    if not kind.fractional:
        point = r"\." if style != "dot_thousands" else ","
        bad = bad | plain.str.contains(rf"{point}\d*[1-9]\d*$").fill_null(value=False)
    return Typed((number.set(bad, None),), "E_COUNT", bad)
