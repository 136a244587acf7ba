"""Why figures moved, on the page and in the files: parts that add up to the change, or nothing."""

import io
from collections.abc import Iterator

import pytest

from omnicli.domain.period import Period
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.reporting import list_reports
from omnicli.session import Session
from report_workspace import open_report_session
from stores import copy_of

JULY = Period.of_month(2025, 7)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with open_report_session(copy_of("full", tmp_path_factory)) as opened:
        yield opened


def _figure(report: Report, alias: str, column: str) -> int:
    frame = report.bundle.frames[alias]
    return sum(v for row in frame.records() if isinstance(v := row[column], int))


def test_the_parts_are_the_change_and_both_ends_are_the_figures_of_their_periods(
    session: Session,
) -> None:
    now = build_report(session, "orders", JULY)
    before = build_report(session, "orders", JULY.previous())
    changes = {change.column.name: change for change in now.bundle.changes}

    assert {"value_sen", "basis_orders"} <= set(changes)
    for name, change in changes.items():
        assert sum(part.amount for part in change.parts) == change.after - change.before
        assert change.after == _figure(now, "order_summary", name)
        assert change.before == _figure(before, "order_summary", name)


def test_page_workbook_and_json_hold_the_same_parts(session: Session) -> None:
    import fastexcel

    report = build_report(session, "orders", JULY)
    shown = report.json["changes"]
    assert isinstance(shown, list)
    book = fastexcel.read_excel(io.BytesIO(report.xlsx).getvalue())
    rows = book.load_sheet("Mengapa berubah", header_row=None, dtypes="string").to_polars().rows()

    assert 'id="mengapa-berubah"' in report.html
    parts = [(one["figure"], part) for one in shown for part in one["parts"]]
    texts = {"|".join(str(cell) for cell in row if cell is not None) for row in rows}
    for figure, _ in parts:
        assert any(text.startswith(figure) for text in texts)
        assert figure in report.html
    assert len([t for t in texts if any(t.startswith(f"{f}|") for f, _ in parts)]) == len(parts)


def test_a_period_that_is_not_over_is_not_compared(session: Session) -> None:
    """August is known to the 28th: part of a month against a whole one would be no fall."""
    report = build_report(session, "orders", Period.of_month(2025, 8))
    assert report.bundle.changes == ()
    assert "mengapa-berubah" not in report.html


@pytest.mark.slow
@pytest.mark.parametrize("name", [one.name for one in list_reports() if one.name != "customer"])
def test_on_every_page_the_parts_add_up(session: Session, name: str) -> None:
    for change in build_report(session, name, JULY).bundle.changes:
        assert sum(part.amount for part in change.parts) == change.amount
