"""Banking days in Indonesia: neither weekend, public holiday nor joint leave."""

from datetime import date
from datetime import timedelta
from functools import cache

import polars as pl

_EPOCH = date(1970, 1, 1)


@cache
def _closed(year: int) -> frozenset[date]:
    """Holidays of a year. Banks also close on joint leave (the category `government`)."""
    from holidays import country_holidays

    return frozenset(country_holidays("ID", years=year, categories=("public", "government")))


def is_banking_day(day: date) -> bool:
    """Whether banks settle on this day."""
    return day.weekday() < 5 and day not in _closed(day.year)


@cache
def last_day(day: int, banking: int) -> int:
    """The last day that lies at most `banking` banking days after `day`."""
    last = day
    while True:
        banking -= is_banking_day(_EPOCH + timedelta(days=last + 1))
        if banking < 0:
            return last
        last += 1


def banking_days(first: int, last: int) -> "pl.DataFrame":
    """day (since 1970-01-01), banking_no: how many banking days lie after `first`, up to the day.

    The difference of two numbers is the count of banking days after one day up to another, so a
    weekend or a whole Lebaran in between counts for nothing.
    """
    days = range(first, last + 1)
    opened = [is_banking_day(_EPOCH + timedelta(days=day)) for day in days]
    return pl.DataFrame({"day": list(days), "_open": opened}).select(
        pl.col("day").cast(pl.Int64), banking_no=pl.col("_open").cast(pl.Int64).cum_sum()
    )
