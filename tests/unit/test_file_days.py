"""Days that a spreadsheet exchanged for months, and what in a file says so."""

import io
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter

from ingest_builders import Cell
from ingest_builders import csv_bytes
from ingest_builders import read
from ingest_builders import toy
from omnicli.domain.errors import OmniError
from omnicli.ingest.printed import printed_period
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import When

HEADERS = ("No Order", "Dibuat", "Total")


def daily(*, cells: bool = False, **changed: object) -> SourceSpec:
    """A source whose days are texts that begin with the day."""
    columns = (
        Column("order_no", ("No Order",), Id(), required=True),
        Column(
            "ordered_at", ("Dibuat",), When(("%d/%m/%Y",), cells=cells), required=True, per="key"
        ),
        Column("buyer_total_sen", ("Total",), Money("dot_thousands"), required=True, per="key"),
    )
    return toy(columns=columns, sums=(), **changed)  # type: ignore[arg-type]


def take(days: Sequence[Cell], spec: SourceSpec | None = None, number: str = "AB") -> ReadFile:
    rows = [[f"{number}{i}", day, "1.000"] for i, day in enumerate(days)]
    known = spec or daily()
    return read(csv_bytes([HEADERS, *rows]), known, name="a.csv")  # type: ignore[list-item]


def code(days: Sequence[Cell], spec: SourceSpec | None = None, number: str = "AB") -> str:
    """Why the days are refused."""
    with pytest.raises(OmniError) as caught:
        take(days, spec, number)
    assert {"row", "column"} <= set(caught.value.fields)
    return caught.value.code


def test_rows_that_are_in_order_once_exchanged_are_refused() -> None:
    swapped = ["08/05/2025", "08/07/2025", "08/12/2025", "13/08/2025", "20/08/2025"]
    assert code(swapped) == "E_DAYS_SWAPPED"
    assert code(swapped[::-1]) == "E_DAYS_SWAPPED"


def test_days_in_order_or_in_none_are_as_they_are() -> None:
    """Neither a sorted year nor rows in no order at all say anything of an exchange."""
    assert not take(["01/02/2025", "03/04/2025", "05/06/2025", "07/08/2025", "09/10/2025"]).issues
    assert not take(["20/08/2025", "05/08/2025", "13/08/2025", "07/08/2025", "31/08/2025"]).issues


def test_days_that_lie_in_strange_months_are_told_in_both_readings() -> None:
    found = take(
        ["20/08/2025", "08/05/2025", "13/08/2025", "08/07/2025", "08/12/2025", "31/08/2025"]
    )
    (issue,) = found.issues
    assert (issue.code, issue.value, issue.fields["other"]) == (
        *("W_DAYS_SWAPPED", "2025-05-08"),
        "2025-08-05",
    )


@pytest.mark.parametrize(("day", "told"), [("08/05/2025", "E_DAYS_SWAPPED"), ("01/02/2025", None)])
def test_an_order_number_carries_its_day(day: str, told: str | None) -> None:
    spec = daily(id_day=(r"^(\d{6})", "%y%m%d", "ordered_date"))
    days = ["05/08/2025", "05/08/2025", "06/08/2025", "04/08/2025", day]
    assert code(days, spec, "250805X") == (told or "E_DAY_OF_ID")
    assert not take(days[:4], spec, "250805X").issues


def test_days_outside_the_printed_period_are_refused() -> None:
    spec = daily(period_of="ordered_date")

    def rows(*days: str) -> bytes:
        table = [[f"AB{i}", day, "1.000"] for i, day in enumerate(days)]
        return csv_bytes([["Periode 01/08/2025 - 31/08/2025", "", ""], list(HEADERS), *table])

    assert not read(rows("31/08/2025", "01/08/2025"), spec, name="a.csv").issues
    with pytest.raises(OmniError, match="E_DAY_OUTSIDE"):
        read(rows("31/08/2025", "08/01/2025"), spec, name="a.csv")
    other = read(rows("31/07/2024"), spec, name="a.csv")
    assert [i.code for i in other.issues] == ["W_PERIOD_OTHER"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Dari", "2025-08-01"), ("Ke", "2025-08-31")],
        [("Username", "Dari", "ke"), ("toko", "2025-08-01", "2025-08-31")],
        [("Tanggal:", "Dari 01-08-2025 Hingga 31-08-2025"), ("Tanggal Penarikan", "2 Feb 2026")],
        [("Time period", "2025/08/01-2025/08/31")],
    ],
)
def test_the_ways_a_period_is_printed(rows: list[tuple[str | None, ...]]) -> None:
    found = printed_period(rows, {})
    assert found is not None
    assert [day.isoformat() for day in found] == ["2025-08-01", "2025-08-31"]


def workbook(*days: str | date) -> bytes:
    """A workbook of which the days are texts or date cells."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("orders")
        sheet.write_row(0, 0, HEADERS)
        for row, day in enumerate(days, 1):
            sheet.write_string(row, 0, f"AB{row}")
            write = sheet.write_datetime if isinstance(day, date) else sheet.write_string
            write(row, 1, day)
            sheet.write_string(row, 2, "1.000")
    return buffer.getvalue()


@pytest.mark.parametrize("days", [(date(2025, 5, 8), "13/08/2025"), (date(2025, 5, 8),)])
def test_date_cells_where_the_export_has_texts_are_refused(days: tuple[str | date, ...]) -> None:
    """Whether all days or only those up to the twelfth became dates."""
    with pytest.raises(OmniError, match="E_DATE_CELLS"):
        read(workbook(*days), daily())
    assert not read(workbook(*days), daily(cells=True)).issues
