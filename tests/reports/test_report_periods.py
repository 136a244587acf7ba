"""`omni report NAME --by`: 12 to 24 periods of the page's figures, each beside a year before."""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from itertools import pairwise

import fastexcel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.services.report_periods import LEAST
from omnicli.services.report_periods import MOST
from omnicli.services.report_periods import periods
from omnicli.services.report_periods import with_periods
from omnicli.services.reporting import build_report
from omnicli.services.runs import Runs
from omnicli.session import Session
from report_workspace import open_report_session
from stores import copy_of

AUGUST = Period.of_month(2025, 8)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with open_report_session(copy_of("full", tmp_path_factory)) as opened:
        yield opened


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 900),
    st.sampled_from(("day", "week", "month")),
)
def test_periods_follow_each_other_to_the_end_and_are_whole_but_the_last(
    start: date, days: int, by: str
) -> None:
    asked = Period(start, start + timedelta(days=days))
    found = periods(asked, by)

    assert LEAST <= len(found) <= MOST
    assert found[-1].end == asked.end
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(found))
    for period in found[:-1]:
        assert period.split(by) == (period,)
        assert by != "week" or (period.days == 7 and period.start.weekday() == 0)
        assert by != "month" or period.is_month


def test_each_row_is_what_the_page_of_that_period_says(session: Session) -> None:
    report = with_periods(Runs(session), build_report(session, "orders", AUGUST), "month")
    rows = report.json["metrics"]["periods"]  # type: ignore[index]
    assert [row["from_date"] for row in rows][-2:] == ["2025-07-01", "2025-08-01"]
    for row, month in ((rows[-2], 7), (rows[-1], 8)):
        alone = build_report(session, "orders", Period.of_month(2025, month)).json["metrics"]
        (summary,) = alone["order_summary"]  # type: ignore[index]
        assert (row["value"], row["aov"]) == (summary["value"], summary["aov"])
    assert rows[-1]["year_ago_value"] is None, "no file is there: unknown, not zero"


def test_page_workbook_and_csv_hold_the_same_rows(session: Session) -> None:
    report = with_periods(Runs(session), build_report(session, "orders", AUGUST), "week")
    values = [row["value"] for row in report.json["metrics"]["periods"]]  # type: ignore[index]
    sheet = fastexcel.read_excel(report.xlsx).load_sheet("Per periode").to_polars()
    lines = report.render("csv", sheet="Per periode").decode("utf-8-sig").splitlines()[1:]

    assert sheet["Nilai"].to_list()[: len(values)] == values
    assert [float(line.split(",")[5] or 0) for line in lines] == [value or 0 for value in values]
    assert 'id="per-periode"' in report.html
    assert "by-week" not in report.html


def test_a_report_without_figures_of_a_period_says_so(session: Session) -> None:
    with pytest.raises(OmniError, match="E_USAGE"):
        with_periods(Runs(session), build_report(session, "rfm", AUGUST), "week")
    with pytest.raises(OmniError, match="E_USAGE"):
        with_periods(Runs(session), build_report(session, "orders", AUGUST), "hour")


def test_what_files_cover_of_the_same_days_is_asked_once_a_report(session: Session) -> None:
    asked: list[str] = []
    session.db.set_trace_callback(
        lambda sql: asked.append(sql) if " v_coverage AS c" in sql else None
    )
    try:
        build_report(session, "profit", AUGUST)
    finally:
        session.db.set_trace_callback(None)
    assert asked
    assert len(asked) == len(set(asked)), "each text holds its days"
