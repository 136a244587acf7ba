"""The one reading of `--month`, `--from/--to` and `--last`, and how a period is written."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from omnicli.domain.errors import OmniError

NEWEST = ""
"""The value of `--month` given without one: the newest month that has an order."""

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_SHORT = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_NAMED = re.compile(r"(?P<name>[a-z]{3,9})(?:[ -]?(?P<year>\d{4}))?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LAST = re.compile(r"([1-9]\d{0,4})([dwm])\Z")
_DAY = timedelta(days=1)
_YEARS = (1900, 9000)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar days from `start` to `end`, both inclusive."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts, or that no calendar has neighbours for."""
        if self.end < self.start:
            raise OmniError("E_PERIOD", detail=f"{self.start} > {self.end}")
        if self.start.year < _YEARS[0] or self.end.year > _YEARS[1]:
            raise OmniError("E_PERIOD", detail=f"{self.start}..{self.end}")

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """A whole calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def sql_params(self) -> dict[str, str]:
        """Half-open bounds, as every metric binds them."""
        return {"from_date": self.start.isoformat(), "to_date": (self.end + _DAY).isoformat()}

    @property
    def options(self) -> str:
        """The period as options of the command line: `--month 2025-08`."""
        if self.is_month:
            return f"--month {self.start:%Y-%m}"
        return f"--from {self.start} --to {self.end}"

    @property
    def is_month(self) -> bool:
        """Whether it is exactly one calendar month."""
        return self == Period.of_month(self.start.year, self.start.month)

    def is_incomplete(self, today: date) -> bool:
        """Whether days of it are still running or to come, so that its figures will grow."""
        return self.end >= today

    def previous(self) -> "Period":
        """The period before: as many whole months for whole months, else as many days."""
        if self._whole_months:
            count = _month_index(self.end) - _month_index(self.start) + 1
            return Period(_shift_months(self.start, -count), self.start - _DAY)
        return Period(self.start - timedelta(days=self.days), self.start - _DAY)

    def following(self) -> "Period":
        """The period after, as long as this one: `previous` of it is this."""
        if self._whole_months:
            count = _month_index(self.end) - _month_index(self.start) + 1
            start = _shift_months(self.start, count)
            return Period(start, _shift_months(start, count) - _DAY)
        return Period(self.end + _DAY, self.end + timedelta(days=self.days))

    def year_before(self) -> "Period":
        """The same days a year earlier; a 29 February becomes the 28th."""
        if self._whole_months:
            start = _shift_months(self.start, -12)
            return Period(start, _shift_months(self.end + _DAY, -12) - _DAY)
        return Period(_year_before(self.start), _year_before(self.end))

    def from_whole(self, by: str) -> "Period":
        """From the first day of the week or month (`by`) it begins in; for days as it is."""
        start = self.start
        if by == "week":
            start -= timedelta(days=start.weekday())
        elif by == "month":
            start = start.replace(day=1)
        return Period(start, self.end)

    def split(self, by: str) -> tuple["Period", ...]:
        """Its days, weeks from Monday, or calendar months; the first and last cut to fit."""
        found, start = [], self.start
        while start <= self.end:
            if by == "day":
                end = start
            elif by == "week":
                end = start + timedelta(days=6 - start.weekday())
            else:
                end = Period.of_month(start.year, start.month).end
            found.append(Period(start, min(end, self.end)))
            start = end + _DAY
        return tuple(found)

    def label(self, lang: str = "id") -> str:
        """`Agustus 2025`, `1–20 Agu 2025`, `28 Jul – 3 Agu 2025`, `Juni–Agustus 2025`, `2025`."""
        first, last = self.start, self.end
        if self._whole_months:
            return self._month_label(_MONTHS[lang].split())
        short = _SHORT[lang].split()
        end = f"{last.day} {short[last.month - 1]} {last.year}"
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{end}"
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day} {short[first.month - 1]}{year} – {end}"

    @property
    def _whole_months(self) -> bool:
        return self.start.day == 1 and (self.end + _DAY).day == 1

    def _month_label(self, names: list[str]) -> str:
        first, last = self.start, self.end
        end = f"{names[last.month - 1]} {last.year}"
        if first.year != last.year:
            return f"{names[first.month - 1]} {first.year} – {end}"
        if first.month == last.month:
            return end
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{names[first.month - 1]}–{end}"


_ONE = (
    "hanya satu dari --month, --from/--to, --last",
    "only one of --month, --from/--to and --last",
)
_NO_FROM = ("--to tanpa --from", "--to without --from")


def parse_period(
    *,
    month: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    last: str | None = None,
    today: date,
    newest_order: date | None = None,
) -> Period:
    """The period the options name; with none of them, the newest month that has an order.

    `--from` alone runs to `today`, and `--last` ends with `today`. E_PERIOD when the options
    contradict each other or cannot be read.
    """
    ranged = from_ is not None or to is not None
    if sum((month is not None, ranged, last is not None)) > 1:
        raise OmniError("E_PERIOD", detail=_ONE)
    if ranged:
        if from_ is None:
            raise OmniError("E_PERIOD", detail=_NO_FROM)
        return Period(_day(from_), today if to is None else _day(to))
    if last is not None:
        return _last(last, today)
    if month:
        return _month(month, newest_order or today)
    if newest_order is None:
        raise OmniError("E_PERIOD_EMPTY")
    return Period.of_month(newest_order.year, newest_order.month)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text if _DATE.match(text) else "")
    except ValueError:
        raise OmniError("E_PERIOD", detail=text, value=text) from None


def _month(text: str, newest: date) -> Period:
    """A month as 2025-08, or by its name in either language; without a year the last such one."""
    found = _MONTH.match(text)
    if found is not None and 1 <= int(found[2]) <= 12 and int(found[1]) >= 1:
        return Period.of_month(int(found[1]), int(found[2]))
    named = _NAMED.fullmatch(text.strip().casefold())
    number = _numbers().get(named["name"]) if named else None
    if named is None or number is None:
        raise OmniError("E_PERIOD", detail=text, value=text)
    year = int(named["year"] or newest.year - (number > newest.month))
    return Period.of_month(year, number)


def _numbers() -> dict[str, int]:
    """Names of months, long and short, in both languages → 1 to 12."""
    lists = [names.casefold().split() for names in (*_MONTHS.values(), *_SHORT.values())]
    return {name: n for names in lists for n, name in enumerate(names, 1)}


def _last(text: str, today: date) -> Period:
    found = _LAST.match(text)
    if found is None:
        raise OmniError("E_PERIOD", detail=f"--last {text}", value=text)
    count, unit = int(found[1]), found[2]
    try:
        if unit == "m":
            return Period(_shift_months(today, -count) + _DAY, today)
        return Period(today - timedelta(days=count * (7 if unit == "w" else 1) - 1), today)
    except (ValueError, OverflowError):
        raise OmniError("E_PERIOD", detail=f"--last {text}", value=text) from None


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(_month_index(day) + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
