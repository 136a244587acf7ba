"""Local dates and times to UTC text and local days."""

from datetime import date
from datetime import timedelta
from functools import partial

import polars as pl

from omnicli.domain.clock import local_date
from omnicli.domain.clock import utc_now
from omnicli.ingest.convert.base import Typed
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import When

EARLIEST = date(2015, 1, 1)
_CENTURY = 1000
"""A year below it lost its century: `05/08/25` says no year that `%Y` could mean."""
PLANNED = 731
"""Days ahead for which people plan."""
_CELL = ("%Y-%m-%d %H:%M:%S",)
"""How a real date cell of a workbook reads once it is text."""
CELL_TEXT = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$"
"""The same as a pattern."""
_UTC_TEXT = "%Y-%m-%dT%H:%M:%SZ"
_DAY_TEXT = "%Y-%m-%d"


def _has_time(layout: str) -> bool:
    return any(mark in layout for mark in ("%H", "%I", "%T", "%R", "%s"))


def _parse(text: "pl.Series", layout: str, zone: str) -> "pl.Series":
    """Wall clock in `zone`; NULL where `layout` does not fit."""
    # Without the cache: what repeats itself was sorted out before, and asking for it takes longer.
    parse = partial(text.str.to_datetime, layout, strict=False, time_unit="us", cache=False)
    if not _has_time(layout):
        return text.str.to_date(layout, strict=False).cast(pl.Datetime("us"))
    if "%z" in layout or "%#z" in layout:
        return parse(time_zone="UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return parse()


def _walls(text: "pl.Series", layouts: tuple[str, ...], zone: str) -> "tuple[pl.Series, pl.Series]":
    """Wall clock by the first layout that fits, and whether that layout had a time of day."""
    wall = pl.Series(text.name, [None], dtype=pl.Datetime("us")).new_from_index(0, len(text))
    timed = pl.Series("timed", [False]).new_from_index(0, len(text))
    for layout in layouts:
        todo = wall.is_null() & text.is_not_null()
        if not todo.any():
            break
        parsed = _parse(text, layout, zone)
        fits = todo & parsed.is_not_null()
        wall = parsed.zip_with(fits, wall) if wall.null_count() < len(wall) else parsed
        timed = timed | (fits & _has_time(layout))
    short = (wall.dt.year() < _CENTURY).fill_null(value=False)
    return (wall.set(short, None) if short.any() else wall), timed


def _out_of_range(day: "pl.Series", zone: str, ahead: int = 1) -> "pl.Series":
    latest = local_date(utc_now(), zone) + timedelta(days=ahead)
    return ((day < EARLIEST) | (day > latest)).fill_null(value=False)


def _day_text(day: "pl.Series") -> "pl.Series":
    """ISO text, written once per day."""
    days = day.unique()
    return day.replace_strict(
        days, days.dt.strftime(_DAY_TEXT), default=None, return_dtype=pl.String
    )


def to_when(text: "pl.Series", column: Column, zone: str) -> Typed:
    """`<stem>_at` as UTC text and `<stem>_date` as the local day.

    A layout without a time of day leaves `_at` NULL. A wall time that does not exist is read as
    the instant after the gap's start would be: it stays NULL and the row is refused.
    """
    assert isinstance(column.type, When)
    wall, timed = _walls(text, (*column.type.formats, *_CELL), zone)
    local = wall.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    at = local.dt.convert_time_zone("UTC").dt.replace_time_zone(None).dt.strftime(_UTC_TEXT)
    at = at.zip_with(timed, pl.Series([None], dtype=pl.String).new_from_index(0, len(at)))
    day = wall.dt.date()
    bad = text.is_not_null() & (wall.is_null() | (timed & at.is_null()))
    stem = column.name.removesuffix("_at")
    return Typed(
        (at.rename(column.name), _day_text(day).rename(f"{stem}_date")),
        "E_DATE",
        bad,
        "W_DATE_RANGE",
        _out_of_range(day, zone),
    )


def to_day(text: "pl.Series", column: Column, zone: str) -> Typed:
    """A calendar day as ISO text."""
    assert isinstance(column.type, Day)
    wall, _ = _walls(text, (*column.type.formats, *_CELL), zone)
    day = wall.dt.date()
    bad = text.is_not_null() & wall.is_null()
    return Typed(
        (_day_text(day).rename(column.name),),
        "E_DATE",
        bad,
        "W_DATE_RANGE",
        _out_of_range(day, zone, PLANNED if column.type.planned else 1),
    )
