"""Every report and every table of it: page, workbook, csv, json and SQL say the same figures."""

import csv
import io
from collections.abc import Callable
from collections.abc import Iterator
from functools import cache

import fastexcel
import pytest

from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.reports.figures import unit
from omnicli.reports.frame import Column
from omnicli.reports.numbers import show
from omnicli.reports.sections import has_nothing
from omnicli.reports.sections import views
from omnicli.reports.sheets import Table
from omnicli.reports.sheets import tables
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.reporting import list_reports
from omnicli.services.runs import Runs
from omnicli.session import Session
from report_cells import Cells
from report_workspace import open_report_session
from stores import copy_of

JULY = Period.of_month(2025, 7)
ALWAYS = {"roas", "claims", "receivables"}
"""One of each kind stands in the default suite: a page that tells a story, a list of single
things, sums by kind and age."""
NAMES = [
    pytest.param(one.name, marks=[] if one.name in ALWAYS else pytest.mark.slow)
    for one in list_reports()
    if one.name != "customer"
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with open_report_session(copy_of("full", tmp_path_factory)) as opened:
        yield opened


@pytest.fixture(scope="module")
def report_of(session: Session) -> Callable[[str], Report]:
    runs = Runs(session)
    return cache(lambda name: build_report(session, name, JULY, runs=runs))


def _numbers(table: Table) -> list[tuple[int, Column]]:
    return [(n, c) for n, c in enumerate(table.columns) if c.kind in ("sen", "int", "bps")]


def _scaled(value: object, column: Column) -> float | None:
    if not isinstance(value, int):
        return None
    return value / {"sen": 100, "bps": 10_000}.get(column.kind, 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_and_csv_hold_each_row_of_each_table(
    report_of: Callable[[str], Report], name: str
) -> None:
    report = report_of(name)
    book = fastexcel.read_excel(report.xlsx)
    cover = 1 if report.bundle.manifest.headline else 0
    for table, sheet in zip(tables(report.bundle), book.sheet_names[cover:], strict=False):
        text = report.render("csv", sheet=table.title).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text)))[1:]
        cells = book.load_sheet(sheet, dtypes="string").to_polars().rows()
        assert len(lines) == len(table.rows)
        for row, line, printed in zip(table.rows, lines, cells, strict=False):
            for n, column in _numbers(table):
                stored = _scaled(row[n], column)
                assert (float(line[n]) if line[n] else None) == stored, (table.title, column.name)
                if stored is not None and printed[n] is not None:
                    assert float(printed[n]) == pytest.approx(stored), (table.title, column.name)


@pytest.mark.parametrize("name", NAMES)
def test_json_and_sql_give_the_figures_of_the_page(
    report_of: Callable[[str], Report], session: Session, name: str
) -> None:
    """Each metric once more from its statement: the very rows that page and json were made of."""
    report = report_of(name)
    shown = report.json["metrics"]
    for alias, frame in report.bundle.frames.items():
        pin = report.bundle.manifest.pins.get(alias)
        if pin is None or pin.months:
            continue
        spec = get(pin.reference)
        facts = report.bundle.facts
        params = {
            **facts.period.sql_params(),
            "basis": pin.basis or facts.basis,
            "as_of": facts.as_of.isoformat(),
        }
        again = run_metric(session.db, spec, params, reader=session.reader)
        for column in (c for c in frame.columns if c.kind in ("sen", "int", "bps")):
            place = [c.name for c in spec.columns].index(column.name)
            stored = [row[place] for row in again.rows]
            label = spec.columns[place].printed_name
            found = [row[label] for row in shown[alias]]  # type: ignore[index]
            assert [_scaled(v, column) for v in stored] == found, (alias, column.name)


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_page_print_the_figures_of_the_frames(
    report_of: Callable[[str], Report], name: str
) -> None:
    report = report_of(name)
    cells = Cells()
    cells.feed(report.html)
    shown = [] if has_nothing(report.bundle) else views(report.bundle)
    for table in (t for v in shown for t in (v.table, *(f.table for f in v.folds)) if t):
        printed = [row for row in cells.tables.get(table.id, []) if row]
        assert len(printed) == len(table.records)
        for row, record in zip(printed, table.records, strict=True):
            for text, column in zip(row, table.columns, strict=True):
                if column.kind in ("sen", "int", "bps"):
                    assert text == show(record[column.name], unit(column)), (table.id, column.name)
