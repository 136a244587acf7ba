"""Ids, free text, closed sets, yes/no and phone numbers."""

import polars as pl

from omnicli.domain.folding import fold
from omnicli.domain.phones import normalise_phone
from omnicli.ingest.convert.base import Typed
from omnicli.ingest.convert.base import map_unique
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Phone

_DAMAGED = r"^[+-]?(?:\d[.,]\d+[eE]\+?\d+|\d[eE]\+\d+|\d+\.0+|\d{1,3}(?:,\d{3}){2,})$"
"""What a spreadsheet leaves of a long number."""
_ROUNDED = r"^\d{15}0+$"
"""A number of which a spreadsheet kept fifteen digits, as it does with all."""
_SCIENTIFIC = r"^\+?\d(?:[.,]\d+)?[eE]\+?\d+$"
"""A phone after a spreadsheet: unlike `628123456789.0`, its digits are gone."""
_MASKED = r"[*xX•…]"
_PHONE_MARKS = r"[ ()+'-]"
"""What may stand between the digits of one number without changing what it is."""
_MOBILE = r"^(?:(?:00)?620?|0)?(8[1-35-9][0-9]{7,10})$"
"""What `normalise_phone` takes for a mobile number, of text that is digits only."""


def to_id(text: "pl.Series", column: Column) -> Typed:
    """The id as it stands; refused when a spreadsheet damaged it or its pattern does not fit."""
    assert isinstance(column.type, Id)
    bad = text.str.contains(_DAMAGED) | _rounded(text)
    if column.type.pattern:
        bad = bad | ~text.str.contains(f"^(?:{column.type.pattern})$")
    bad = bad.fill_null(value=False)
    return Typed((text.set(bad, None),), "E_ID_DAMAGED", bad)


def _rounded(text: "pl.Series") -> "pl.Series":
    """Long numbers that all end in noughts behind the fifteenth digit: one may by accident."""
    long = text.drop_nulls().filter(text.drop_nulls().str.contains(r"^\d{16,}$")).unique()
    lost = len(long) > 1 and bool(long.str.contains(_ROUNDED).all())
    return text.str.contains(_ROUNDED) & lost


def to_text(text: "pl.Series", column: Column) -> Typed:
    """Trimmed text."""
    return Typed((text.rename(column.name),))


def to_choice(text: "pl.Series", column: Column) -> Typed:
    """The canonical word; a text outside the set becomes NULL and is reported as drift."""
    assert isinstance(column.type, Choice)
    words = {fold(k): v for k, v in column.type.values.items()}
    unique = text.drop_nulls().unique().to_list()
    known = {u: words[fold(u)] for u in unique if fold(u) in words}
    unknown = tuple(sorted(u for u in unique if u not in known))
    return Typed((map_unique(text, known, pl.String()).rename(column.name),), unknown=unknown)


def to_flag(text: "pl.Series", column: Column) -> Typed:
    """1 for yes, 0 for anything else, NULL for empty."""
    assert isinstance(column.type, Flag)
    yes = {fold(t) for t in column.type.true}
    known = {u: int(fold(u) in yes) for u in text.drop_nulls().unique().to_list()}
    return Typed((map_unique(text, known, pl.Int64()).rename(column.name),))


def to_phone(text: "pl.Series", column: Column) -> Typed:
    """E.164, or NULL for a number that identifies nobody."""
    assert isinstance(column.type, Phone)
    phone = _normalised(text).rename(column.name)
    if not column.type.refuse_damaged:
        return Typed((phone,))
    damaged = text.str.contains(_SCIENTIFIC).fill_null(value=False)
    if not column.type.entered:
        return Typed((phone,), "E_PHONE_DAMAGED", damaged)
    lost = phone.is_null() & text.is_not_null() & ~text.str.contains(_MASKED) & ~damaged
    return Typed(
        (phone,), "E_PHONE_DAMAGED", damaged, "W_PHONE_UNUSABLE", lost.fill_null(value=False)
    )


def _normalised(text: "pl.Series") -> "pl.Series":
    """`normalise_phone` of every text; one number of plain digits needs no look of its own."""
    digits = text.str.replace_all(_PHONE_MARKS, "")
    phone = "+62" + digits.str.extract(_MOBILE)
    odd = phone.is_null() & digits.str.contains("[^0-9]")
    rest = text.filter(odd).unique().to_list()
    if not rest:
        return phone
    others = map_unique(text, {u: normalise_phone(u) for u in rest}, pl.String())
    return phone.zip_with(phone.is_not_null(), others)
