"""Periods: one reading of the options, inclusive days, names in two languages."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnicli.domain.errors import OmniError
from omnicli.domain.period import NEWEST
from omnicli.domain.period import Period
from omnicli.domain.period import parse_period

TODAY = date(2025, 8, 31)
NEWEST_ORDER = date(2025, 7, 15)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def parse(**options: str | None) -> Period:
    return parse_period(**options, today=TODAY, newest_order=NEWEST_ORDER)


@pytest.mark.parametrize(
    ("options", "start", "end"),
    [
        ({}, "2025-07-01", "2025-07-31"),
        ({"month": NEWEST}, "2025-07-01", "2025-07-31"),
        ({"month": "2024-02"}, "2024-02-01", "2024-02-29"),
        ({"from_": "2025-08-01", "to": "2025-08-20"}, "2025-08-01", "2025-08-20"),
        ({"from_": "2025-08-01"}, "2025-08-01", "2025-08-31"),
        ({"last": "1d"}, "2025-08-31", "2025-08-31"),
        ({"last": "30d"}, "2025-08-02", "2025-08-31"),
        ({"last": "4w"}, "2025-08-04", "2025-08-31"),
        ({"last": "1m"}, "2025-08-01", "2025-08-31"),
        ({"last": "6m"}, "2025-03-01", "2025-08-31"),
    ],
)
def test_options_name_a_period(options: dict[str, str], start: str, end: str) -> None:
    found = parse(**options)

    assert (date.fromisoformat(start), date.fromisoformat(end)) == (found.start, found.end)


@pytest.mark.parametrize(
    "options",
    [
        {"month": "2025-13"},
        {"month": "2025-8"},
        {"month": "0000-01"},
        {"month": "0001-01"},
        {"month": "9999-12"},
        {"from_": "2025-08-01", "to": "9999-12-31"},
        {"month": "2025-08", "last": "3d"},
        {"month": "2025-08", "from_": "2025-08-01"},
        {"to": "2025-08-20"},
        {"from_": "2025-08-20", "to": "2025-08-01"},
        {"from_": "20250801", "to": "2025-08-20"},
        {"from_": "2025-02-30", "to": "2025-03-20"},
        {"last": "0d"},
        {"last": "30"},
        {"last": "99999m"},
    ],
)
def test_contradictions_and_nonsense_are_refused(options: dict[str, str]) -> None:
    with pytest.raises(OmniError) as caught:
        parse(**options)

    assert caught.value.code == "E_PERIOD"


def test_the_newest_month_needs_an_order() -> None:
    with pytest.raises(OmniError) as caught:
        parse_period(month=NEWEST, today=TODAY)

    assert caught.value.code == "E_PERIOD_EMPTY"


@pytest.mark.parametrize(
    ("start", "end", "indonesian", "english"),
    [
        ("2025-08-01", "2025-08-31", "Agustus 2025", "August 2025"),
        ("2025-08-01", "2025-08-20", "1–20 Agu 2025", "1–20 Aug 2025"),
        ("2025-05-07", "2025-05-07", "7 Mei 2025", "7 May 2025"),
        ("2025-07-28", "2025-08-03", "28 Jul – 3 Agu 2025", "28 Jul – 3 Aug 2025"),
        ("2024-12-28", "2025-01-03", "28 Des 2024 – 3 Jan 2025", "28 Dec 2024 – 3 Jan 2025"),
        ("2025-06-01", "2025-08-31", "Juni–Agustus 2025", "June–August 2025"),
        (
            "2024-12-01",
            "2025-01-31",
            "Desember 2024 – Januari 2025",
            "December 2024 – January 2025",
        ),
        ("2025-01-01", "2025-12-31", "2025", "2025"),
    ],
)
def test_labels(start: str, end: str, indonesian: str, english: str) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))

    assert (indonesian, english) == (period.label("id"), period.label("en"))


def test_metrics_get_half_open_bounds() -> None:
    assert Period.of_month(2024, 12).sql_params() == {
        "from_date": "2024-12-01",
        "to_date": "2025-01-01",
    }


def test_a_period_is_incomplete_until_its_last_day_is_over() -> None:
    august = Period.of_month(2025, 8)

    assert august.is_incomplete(date(2025, 8, 31))
    assert not august.is_incomplete(date(2025, 9, 1))


def test_the_period_before_whole_months_is_whole_months() -> None:
    assert Period.of_month(2025, 2) == Period.of_month(2025, 3).previous()


@given(start=DAYS, length=st.integers(0, 800))
def test_the_period_before_ends_the_day_before(start: date, length: int) -> None:
    """Periods laid end to end leave no day out and count none twice."""
    period = Period(start, start + timedelta(days=length))
    before = period.previous()

    assert before.end + timedelta(days=1) == period.start
    assert before.days == period.days or before.start.day == 1
