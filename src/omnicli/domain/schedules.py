"""Times as cron writes them: five fields of numbers, read and moved between zones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_PART = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/(\d{1,2}))?")
_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """What each field allows; an empty tuple stands for `*`. Sunday is 0."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[int, ...]

    def cron(self) -> str:
        """The five fields."""
        fields = (self.minutes, self.hours, self.days, self.months, self.weekdays)
        return " ".join(_written(field) for field in fields)

    def moved(self, minutes: int) -> "Schedule":
        """The same moments on a clock that shows `minutes` more. ValueError where no one line can.

        Across midnight only weekdays can follow; a day of a month has no one day before it.
        """
        if minutes == 0:
            return self
        if minutes % 60 == 0 and not self.hours:
            if self.days or self.months or self.weekdays:
                raise ValueError("every hour of chosen days")
            return self
        if not self.minutes or not self.hours:
            raise ValueError("every minute or hour")
        times = [hour * 60 + minute + minutes for hour in self.hours for minute in self.minutes]
        shifts = {time // _MINUTES_OF_DAY for time in times}
        clock = [divmod(time % _MINUTES_OF_DAY, 60) for time in times]
        hours = tuple(sorted({hour for hour, _ in clock}))
        minutes_left = tuple(sorted({minute for _, minute in clock}))
        if len(hours) * len(minutes_left) != len(set(clock)):
            raise ValueError("minutes differ by hour")
        restricted = bool(self.days or self.months or self.weekdays)
        if restricted and (len(shifts) > 1 or (shifts != {0} and (self.days or self.months))):
            raise ValueError("days change at midnight")
        shift = shifts.pop() if restricted else 0
        weekdays = tuple(sorted((day + shift) % 7 for day in self.weekdays))
        return Schedule(minutes_left, hours, self.days, self.months, weekdays)

    def last_before(self, moment: datetime) -> datetime | None:
        """The newest time at or before `moment` (in the schedule's own zone); none within a year.

        As cron has it, where both a day and a weekday are named either is enough.
        """
        clock = [
            time(hour, minute)
            for hour in self.hours or range(24)
            for minute in self.minutes or range(60)
        ]
        for back in range(366):
            day = moment.date() - timedelta(days=back)
            if not self._on(day):
                continue
            found = [t for t in clock if back or t <= moment.time()]
            if found:
                return datetime.combine(day, max(found), moment.tzinfo)
        return None

    def _on(self, day: date) -> bool:
        by_day, by_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        if self.days and self.weekdays:
            chosen = by_day or by_week
        else:
            chosen = (by_day or not self.days) and (by_week or not self.weekdays)
        return chosen and (not self.months or day.month in self.months)

    def calendar(self, zone: str) -> list[str]:
        """As systemd's `OnCalendar=`, with the zone; cron's "day or weekday" takes two lines."""
        clock = f"{_listed(self.hours)}:{_listed(self.minutes)}:00 {zone}"
        week = ",".join(_DAYS[day] for day in self.weekdays)
        by_day = f"*-{_listed(self.months)}-{_listed(self.days)} {clock}"
        by_week = f"{week} *-{_listed(self.months)}-* {clock}"
        if self.days and week:
            return [by_day, by_week]
        return [by_week if week else by_day]


def parse_schedule(text: str) -> Schedule:
    """Five fields of cron: numbers, `*`, lists, ranges and steps. ValueError for anything else."""
    fields = text.split(" ")
    if len(fields) != len(_RANGES):
        raise ValueError(text)
    parsed = [_field(field, *ends) for field, ends in zip(fields, _RANGES, strict=True)]
    parsed[4] = tuple(sorted({day % 7 for day in parsed[4]}))
    return Schedule(*parsed)


def is_schedule(value: object) -> bool:
    """Whether `parse_schedule` reads it."""
    try:
        parse_schedule(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


def _field(text: str, least: int, most: int) -> tuple[int, ...]:
    if text == "*":
        return ()
    values: set[int] = set()
    for part in text.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(text)
        first = least if found[1] is None else int(found[1])
        last = most if found[1] is None else int(found[2] or found[1])
        step = int(found[3] or 1)
        if not (least <= first <= last <= most and step) or (
            found[3] and found[1] and not found[2]
        ):
            raise ValueError(text)
        values |= set(range(first, last + 1, step))
    return tuple(sorted(values))


def _written(values: Sequence[int]) -> str:
    return ",".join(map(str, values)) if values else "*"


def _listed(values: Sequence[int]) -> str:
    return ",".join(f"{value:02d}" for value in values) if values else "*"
