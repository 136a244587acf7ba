"""The one place that reads the wall clock, and how instants are written."""

import os
from datetime import UTC
from datetime import date
from datetime import datetime
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)


def utc_now() -> datetime:
    """Now, in UTC, to the second. `OMNI_NOW` (an instant) replaces it in tests and the demo."""
    fixed = os.environ.get("OMNI_NOW")
    now = parse_instant(fixed) if fixed else datetime.now(UTC)
    return now.replace(microsecond=0)


def parse_instant(text: str) -> datetime:
    """An ISO instant with a zone, as UTC. Raises ValueError without a zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(UTC)


def instant(moment: datetime) -> str:
    """`2025-08-01T03:04:05Z`, the form every `_at` column holds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_date(moment: datetime, zone: str) -> date:
    """The calendar day of `moment` in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def day_number(day: date) -> int:
    """Days since 1970-01-01, the form every `_day` column holds."""
    return (day - EPOCH).days
