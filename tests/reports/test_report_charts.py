"""Figures as text and marks as places: pure functions, checked on their own."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnicli.reports import charts
from omnicli.reports import numbers

AMOUNTS = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("value", "unit", "indonesian", "english"),
    [
        (123_456_700, "rupiah", "Rp1.234.567", "Rp1,234,567"),
        (-123_450, "rupiah", "-Rp1.234,50", "-Rp1,234.50"),
        (26_930_769, "average", "Rp269.308", "Rp269,308"),
        (48_600, "times", "4,86×", "4.86×"),
        (1_234, "percent", "12,3%", "12.3%"),
        (1_235, "percent", "12,4%", "12.4%"),
        (-50, "percent", "-0,5%", "-0.5%"),
        (1_234_567, "count", "1.234.567", "1,234,567"),
        (1, "flag", "Ya", "Yes"),
        ("2025-08-01", "date", "1 Agu 2025", "1 Aug 2025"),
        (None, "rupiah", "–", "–"),
        (123_000_000_00, "short_rupiah", "Rp123 jt", "Rp123M"),
        (1_250_000_00, "short_rupiah", "Rp1,3 jt", "Rp1.3M"),
        (2_100_000_000_00, "short_rupiah", "Rp2,1 M", "Rp2.1B"),
    ],
)
def test_figures_read_as_the_language_writes_them(
    value: int | str | None, unit: str, indonesian: str, english: str
) -> None:
    assert numbers.show(value, unit) == indonesian
    assert numbers.show(value, unit, "en") == english


@given(AMOUNTS, AMOUNTS)
def test_ticks_enclose_the_values_in_equal_steps(one: int, two: int) -> None:
    low, high = min(one, two), max(one, two)
    ticks = charts.nice_ticks(low, high)
    assert ticks[0] <= min(low, 0)
    assert ticks[-1] >= max(high, 0)
    assert 2 <= len(ticks) <= 7
    assert len({b - a for a, b in pairwise(ticks)}) == 1


@given(st.lists(st.one_of(st.none(), AMOUNTS), min_size=1, max_size=24))
def test_marks_stay_inside_their_chart(values: list[int | None]) -> None:
    labels = [str(n) for n in range(len(values))]
    series = [("Satu", values), ("Dua", values[::-1])]
    for draw in (charts.columns, charts.stacked, charts.lines, charts.bars):
        plot = draw(labels, series, "rupiah")
        for mark in plot.marks:
            assert mark.x >= 0
            assert mark.x + mark.w <= plot.width + 0.2
            assert mark.y >= 0
            assert mark.y + mark.h <= plot.height + 0.2


def test_a_missing_value_breaks_the_line() -> None:
    plot = charts.lines(["a", "b", "c", "d"], [("x", [1, None, 3, 4])], "count")
    ((_, path),) = plot.paths
    assert path.count("M") == 1
    assert len(plot.marks) == 3


@pytest.mark.parametrize("last", [[9, 9, 9], [9, 8, 9], [0, 0, 0], [1, 0, 0, 1], [9, 5, 0]])
def test_last_values_are_not_written_over_each_other(last: list[int]) -> None:
    series = [(f"s{n}", [5, 9, value]) for n, value in enumerate(last)]
    plot = charts.lines(["a", "b", "c"], series, "count")
    written = sorted((mark.y + mark.h, -int(mark.value)) for mark in plot.marks if mark.value)
    assert len(written) == len(last)
    assert all(low - high >= 15.9 for (high, _), (low, _) in pairwise(written))
    assert [value for _, value in written] == sorted(value for _, value in written)
    assert written[-1][0] < plot.height - charts.BOTTOM


def test_a_line_of_many_points_has_dots_only_where_no_line_reaches() -> None:
    values = [*range(60), None, 7, None, *range(9)]
    plot = charts.lines([str(n) for n in range(len(values))], [("x", values)], "count")
    assert [(mark.says, mark.w) for mark in plot.marks if mark.w] == [
        ("61 · x: 7", charts.DOT),
        ("71 · x: 8", charts.LAST_DOT),
    ]


def test_stacked_bars_stand_on_each_other() -> None:
    plot = charts.stacked(["a"], [("x", [300]), ("y", [700])], "count")
    low, high = plot.marks
    assert high.y + high.h == pytest.approx(low.y, abs=0.2)


def test_labels_of_many_months_are_thinned_and_the_last_one_stays() -> None:
    labels = [f"m{n}" for n in range(36)]
    plot = charts.columns(labels, [("x", [1] * 36)], "count")
    assert len(plot.across) <= charts.LABELS_SHOWN
    assert plot.across[-1].label == "m35"


def test_ages_all_keep_their_label_where_one_of_them_is_long() -> None:
    labels = ["Belum sampai", "0-3", "4-7", "8-14", "15-30", "> 30"]
    plot = charts.columns(labels, [("x", [1] * 6)], "count")
    assert [f"{tick.label} {tick.second}".strip() for tick in plot.across] == labels
    assert [tick.second for tick in plot.across] == ["sampai", "", "", "", "", ""]


def test_days_are_thinned_and_keep_their_line() -> None:
    labels = [f"{n + 10} Agu" for n in range(7)]
    plot = charts.columns(labels, [("x", [1] * 7)], "count")
    assert not [tick for tick in plot.across if tick.second]


@pytest.mark.parametrize(
    ("moment", "shown", "english"),
    [
        ("08-10 23:00", "10 Agu 23.00", "10 Aug 23:00"),
        ("07:00", "07.00", "07:00"),
        ("2025-08-10", "10 Agu 2025", "10 Aug 2025"),
        ("2025-08-10 – 08-12", "10 Agu 2025 – 12 Agu", "10 Aug 2025 – 12 Aug"),
    ],
)
def test_hours_of_a_campaign_read_as_days_do(moment: str, shown: str, english: str) -> None:
    assert (numbers.hour(moment), numbers.hour(moment, "en")) == (shown, english)


def test_a_sparkline_needs_two_values() -> None:
    assert charts.spark([5]) is None
    assert charts.spark([None, 5, None]) is None
    assert charts.spark([1, 2]) is not None


@pytest.mark.parametrize(
    ("values", "rise"),
    [
        ([1000, 1000], 0),
        ([10_000, 10_004], 0),
        ([100, 200], 10),
        ([0, 5], 20),
        ([0, 0], 0),
        ([-5, 0], 20),
    ],
)
def test_a_sparkline_rises_by_the_share_that_moved(values: list[int], rise: float) -> None:
    plot = charts.spark(values)
    assert plot is not None
    (first, last) = (float(spot.split()[1]) for spot in plot.paths[0][1][1:].split("L"))
    assert first - last == pytest.approx(rise)
