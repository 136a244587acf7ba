"""A sheet's rows below the header, to typed columns and the problems found on the way."""

from dataclasses import dataclass

import polars as pl

from omnicli.ingest.convert.base import Problem
from omnicli.ingest.convert.base import Typed
from omnicli.ingest.convert.dates import to_day
from omnicli.ingest.convert.dates import to_when
from omnicli.ingest.convert.money import to_count
from omnicli.ingest.convert.money import to_money
from omnicli.ingest.convert.repeated import once_per_text
from omnicli.ingest.convert.words import to_choice
from omnicli.ingest.convert.words import to_flag
from omnicli.ingest.convert.words import to_id
from omnicli.ingest.convert.words import to_phone
from omnicli.ingest.convert.words import to_text
from omnicli.ingest.spec import Choice
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Count
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import Flag
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import When

_CONVERTERS = {
    Money: to_money,
    Count: to_count,
    Choice: to_choice,
    Flag: to_flag,
    Phone: to_phone,
}
_BLANK = " \t\n\v\f\r\u00a0\u200b\ufeff"

_NO_ID = ("-", "–", "—", "--", "N/A", "n/a", "NULL", "Null", "null", "None", "nan", "NaN")
"""What programs write into a cell for an id there is none of, in whatever export."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Typed columns beside `row_no`, and what did not convert."""

    frame: "pl.DataFrame"
    problems: tuple[Problem, ...]
    unknown: tuple[tuple[str, str], ...]
    """(canonical column, text) outside a closed set."""


def clean(values: "pl.Series", column: Column) -> "pl.Series":
    """Trimmed text without a spreadsheet's text markers; what means "no value" becomes NULL."""
    if len(values) > 1 and not values.null_count() and (values == values[0]).all():
        one = clean(values.head(1), column)
        return values if one.equals(values.head(1)) else one.new_from_index(0, len(values))
    # Without a set of characters, trimming takes a third of the time; it knows the blanks of ASCII.
    size = values.str.len_bytes().sum()
    is_ascii = size == values.str.len_chars().sum()
    plain = values.str.strip_chars(None if is_ascii else _BLANK)
    if plain.str.len_bytes().sum() == size:
        plain = values  # the file's own text, instead of a copy that weighs as much
    if plain.str.starts_with("'").any() or plain.str.starts_with('="').any():
        plain = plain.str.replace(r'(?s)^="(.*)"$', "${1}").str.strip_prefix("'")
    empty = plain == ""
    for text in column.empty:
        empty |= plain == text
    if isinstance(column.type, Id):
        empty |= plain.is_in(_NO_ID)
    return plain.set(empty, None) if empty.any() else plain


def convert_column(text: "pl.Series", column: Column, zone: str) -> Typed:
    """One column's cleaned text as what it means."""
    if isinstance(column.type, Id):
        return to_id(text, column)
    if isinstance(column.type, When):
        return once_per_text(text, lambda t: to_when(t, column, zone))
    if isinstance(column.type, Day):
        return once_per_text(text, lambda t: to_day(t, column, zone))
    convert = _CONVERTERS.get(type(column.type))
    return once_per_text(text, lambda t: convert(t, column)) if convert else to_text(text, column)


def _with_clock(raw: "pl.DataFrame", column: Column) -> "pl.Series":
    """The column's text; a date whose time of day has its own column gets it behind a space."""
    clock = column.type.clock if isinstance(column.type, When) else None
    if clock is None or clock not in raw.columns:
        return raw[column.name]
    both = pl.concat_str(column.name, clock, separator=" ", ignore_nulls=True)
    dated = pl.when(pl.col(column.name).is_not_null()).then(both)
    return raw.select(dated.alias(column.name)).to_series()


def _problems(
    rows: "pl.Series", text: "pl.Series", where: "pl.Series | None", code: str | None, severity: str
) -> list[Problem]:
    if where is None or code is None or not where.any():
        return []
    pairs = zip(rows.filter(where), text.filter(where), strict=True)
    return [Problem(row, text.name, code, value, severity) for row, value in pairs]


def cleaned(raw: "pl.DataFrame", columns: tuple[Column, ...]) -> "pl.DataFrame":
    """Every mapped column of `raw` cleaned; the other columns as they are."""
    known = {c.name: c for c in columns}
    return raw.with_columns(clean(raw[n], known[n]) for n in raw.columns if n in known)


def convert(raw: "pl.DataFrame", columns: tuple[Column, ...], zone: str) -> Converted:
    """Type every column of `raw` (canonical names, cleaned text, and `row_no`)."""
    rows = raw["row_no"]
    series: dict[str, pl.Series] = {"row_no": rows}
    problems: list[Problem] = []
    unknown: list[tuple[str, str]] = []
    for column in columns:
        if column.name not in raw.columns:
            continue
        text = _with_clock(raw, column)
        typed = convert_column(text, column, zone)
        series.update((s.name, s) for s in typed.series)
        problems += _problems(rows, text, typed.bad, typed.code, "error")
        problems += _problems(rows, text, typed.doubtful, typed.doubt, "warning")
        unknown += [(column.name, value) for value in typed.unknown]
    return Converted(pl.DataFrame(list(series.values())), tuple(problems), tuple(unknown))
