"""Amounts and counts: validated by pattern first, then integers; no float on the way.

One rule for separators holds for every source. Rupiah has no third decimal, so one separator before
exactly three digits is thousands (`14.000`); one or two digits, or more than three, are decimals.
A style names the separators that a column is known to have, and what contradicts it is refused;
where none is known, the whole column is read in one way.
"""

from decimal import Decimal

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.convert.base import Typed
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Money

_PATTERN = {
    "dot_thousands": r"^[+-]?(?:(?:\d{1,3})?(?:\.\d{3})+(?:,\d{1,2})?"
    r"|\d+(?:,(?:\d{1,2}|\d{4,}))?|\d{4,},\d+|0,\d+)$",
    "comma_thousands": r"^[+-]?(?:(?:\d{1,3})?(?:,\d{3})+(?:\.\d{1,2})?"
    r"|\d+(?:\.(?:\d{1,2}|\d{4,}))?|\d{4,}\.\d+|0\.\d+|\.\d{1,2})$",
    "plain": r"^[+-]?\d+(?:\.\d+)?$",
    "plain_comma": r"^[+-]?\d+(?:,\d+)?$",
}
_SEPARATORS = {
    "dot_thousands": (".", ","),
    "comma_thousands": (",", "."),
    "plain": ("", "."),
    "plain_comma": ("", ","),
}
_READINGS = (("[.]", "plain"), ("[,]", "plain_comma"))
"""A separator, and how a column reads in which it starts the decimals of long amounts."""
_GROUPED = r"^[+-]?(?:[1-9]\d{{0,2}})?{0}\d{{3}}$"
_FRACTION = r"^[+-]?(?:\d*{0}(?:\d{{1,2}}|\d{{4,}})|(?:\d{{4,}}|0){0}\d+)$"
_LONG = r"^[+-]?\d{{4,}}{0}\d+$"
"""A whole part of four digits in one piece: no thousands that a spreadsheet took for decimals."""
_EXPONENT = r"^[+-]?\d(?:\.\d+)?e\+\d{2}$"
"""How programs print a float they know exactly; a spreadsheet's `1.20E+06` lost its digits."""
_CURRENCY = r"(?i)^([+-]?)\s*(?:rp|idr)\.?\s*([+-]?)"
_BEHIND = r"(?i)([\d,.-])\s*(?:rp|idr)\.?$"
_MARKED = r"(?i)^[+-]?\s*(?:rp|idr)\.?\s*[+-]?\d{1,3}(?:\.\d{3})+$"
_CLOSING = r",-+$"
_UNUSUAL = r"[\u2010-\u2015\u2212()]|^-\s"
"""A minus as spreadsheets and accountants write it. Some write `1.000-` for `1.000,-`: refused."""
_DASHES = r"[\u2010-\u2015\u2212]"
_BRACKETS = r"(?i)^(?:rp|idr)?\.?\s*\(\s*(?:rp|idr)?\.?\s*([^()+-]+)\)$"
_BLANKS = r"^[+-]?\d{1,3}(?:[ \u00a0\u2009\u202f'\u2019]\d{3})+(?:[.,]\d{1,2})?$"
"""Thousands in groups of three with a blank or an apostrophe between: nothing else looks so."""
_BLANK = r"[ \u00a0\u2009\u202f'\u2019]"
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
_NEVER_BELOW = frozenset({"spend_sen", "list_price_sen", "unit_price_sen", "quantity"})
"""What is less than nothing in no export: an amount whose sign somebody changed."""


def _bare(text: "pl.Series") -> "pl.Series":
    """The amounts without currency, without the dash for no cents, and written out in digits."""
    if text.str.contains(_UNUSUAL).any():
        text = text.str.replace_all(_DASHES, "-").str.replace(_BRACKETS, "-${1}")
        text = text.str.replace(r"^-\s+", "-")
    if text.str.contains(r"(?i)rp|idr").any():
        text = text.str.replace(_CURRENCY, "${1}${2}").str.replace(_BEHIND, "${1}")
    if text.str.ends_with("-").any():
        text = text.str.replace(_CLOSING, "")
    if text.str.contains(_BLANKS).any():
        grouped = text.str.contains(_BLANKS).fill_null(value=False)
        text = text.str.replace_all(_BLANK, "").zip_with(grouped, text)
    if not text.str.contains("e", literal=True).any():
        return text
    floats = text.filter(text.str.contains(_EXPONENT)).unique().to_list()
    return text.replace({value: f"{Decimal(value):f}" for value in floats})


def _scaled(text: "pl.Series", style: str, decimals: int) -> "pl.Series":
    """`text` × 10^`decimals` as Int64, rounded half up; NULL where `style` does not fit.

    NULL also for a number of more digits than the column of this name may have.
    """
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
    """The one style the whole column fits. Raises E_MONEY_AMBIGUOUS when two readings differ.

    `187.725` is thousands, unless the column has longer amounts with decimals (`4578.75`). Beside
    short ones (`123.3`) it may be either: that is what a spreadsheet leaves of `123.300`.
    """
    values = text.drop_nulls().unique()
    for separator, style in _READINGS:
        grouped = values.filter(values.str.contains(_GROUPED.format(separator)))
        if grouped.is_empty() or not values.str.contains(_FRACTION.format(separator)).any():
            continue
        if values.str.contains(_LONG.format(separator)).any():
            return style
        raise OmniError("E_MONEY_AMBIGUOUS", column=column.name, value=grouped.sort()[0])
    readings = {s: _scaled(values, s, decimals) for s in ("comma_thousands", "dot_thousands")}
    return min(readings, key=lambda style: readings[style].null_count())


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
    plain, out = _directed(_bare(text), column.type)
    known = column.type.style in ("dot_thousands", "comma_thousands")
    style = column.type.style if known else _decide(plain, column, 2)
    if style == "plain":
        # `Rp 43.000` is a person's or a spreadsheet's hand: rupiah never has three decimals.
        odd = text.str.contains(_MARKED).fill_null(value=False)
        if odd.any():
            raise OmniError("E_MONEY_AMBIGUOUS", column=column.name, value=text.filter(odd)[0])
    amount = _scaled(plain, style, 2).rename(column.name)
    if out is not None:
        amount = (-amount).zip_with(out.fill_null(value=False), amount)
    bad = amount.is_null() & text.is_not_null()
    return Typed(
        (amount,),
        "E_MONEY",
        bad,
        *_below(amount, positive=column.type.positive or column.name in _NEVER_BELOW),
    )


def _below(number: "pl.Series", *, positive: bool) -> "tuple[str | None, pl.Series | None]":
    """The doubt and where it is, of a number that is less than nothing and should not be."""
    return ("W_NEGATIVE", (number < 0).fill_null(value=False)) if positive else (None, None)


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
    if kind.percent:
        bad = bad | ~number.is_between(0, 100).fill_null(value=True)
        return Typed((number.set(bad, None),), "E_PERCENT", bad)
    below = _below(number, positive=kind.positive or column.name in _NEVER_BELOW)
    return Typed((number.set(bad, None),), "E_COUNT", bad, *below)
