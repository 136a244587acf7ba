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
    assert read(workbook(*days), daily(cells=True)).parts[0].rows_rejected == 0


def hand(**changed: object) -> SourceSpec:
    """The same as a form that people fill in."""
    return daily(cells=True, made_by="hand", **changed)


def told(days: Sequence[Cell], spec: SourceSpec | None = None, number: str = "AB") -> list[str]:
    """What is said of days that are read."""
    return [i.code for i in take(days, spec, number).issues if i.severity == "warning"]


LATE_ENTRIES = ["20/08/2025", "09/08/2025", "10/08/2025", "11/08/2025", "12/08/2025"]
"""A genuine list of one month, in order by accident once day and month are exchanged."""


def test_late_entries_that_are_in_order_by_accident_are_read() -> None:
    assert told(LATE_ENTRIES) == []
    assert told(LATE_ENTRIES, hand()) == []
    long = [f"{day:02}/08/2025" for day in (*range(1, 9), *range(13, 32), *range(9, 13))]
    assert told(long) == []


def test_a_form_is_not_refused_for_the_order_of_its_rows() -> None:
    swapped = ["08/05/2025", "08/07/2025", "08/12/2025", "13/08/2025", "20/08/2025"]
    assert told(swapped, hand()) == ["W_DAYS_SWAPPED"]


def test_few_days_in_order_by_accident_are_told_in_both_readings() -> None:
    """Three days of a year stand in order once in three times: that refuses nothing."""
    days = ["05/03/2025", "05/03/2025", "07/03/2025", "02/04/2025", "02/04/2025", "30/03/2025"]
    assert told(days) == []
    strewn = ["03/05/2025", "03/05/2025", "03/07/2025", "03/04/2025", "03/08/2025"]
    assert "E_DAYS_SWAPPED" not in told(strewn)


@pytest.mark.parametrize(
    "days",
    [
        ["8/7/2025", "8/13/2025"],
        ["8/13/2025", "8/14/2025"],
        ["08/07/2025 10:00", "08/13/2025 11:00", "13/08/2025 11:00"],
    ],
)
def test_days_written_month_first_are_refused(days: list[str]) -> None:
    """Else `8/7` would be the eighth of July, and only the thirteenth be named."""
    assert code([d[:10].strip() for d in days]) == "E_MONTH_FIRST"


def test_one_slip_of_a_column_that_is_day_first_costs_its_row_only() -> None:
    days = [f"{day}/08/2025" for day in range(13, 20)]
    found = take([*days, "08/21/2025"])
    assert [(i.code, i.value) for i in found.issues] == [("E_DATE", "08/21/2025")]


@pytest.mark.parametrize(
    ("days", "spec", "expected"),
    [
        (["8/7/2025"], daily(), ["W_DAY_ORDER"]),
        (["08/07/2025"], daily(), []),
        (["08/07/2025"], hand(), ["W_DAY_ORDER"]),
        (["2025-08-07"], hand(), []),
        (["08/07/2025", "20/08/2025"], hand(), []),
        (["07/07/2025"], hand(), []),
        (["01/07/2025", "01/08/2025", "01/09/2025"], hand(), []),
        (["05/08/2025", "06/08/2025", "09/08/2025"], hand(), []),
        (["08/05/2025", "08/06/2025", "08/09/2025"], hand(), ["W_DAY_ORDER"]),
        (["08/05/2025", "08/06/2025", "08/09/2025"], daily(), ["W_DAY_ORDER"]),
    ],
)
def test_a_day_that_nothing_in_the_file_decides_is_told_in_both_readings(
    days: list[str], spec: SourceSpec, expected: list[str]
) -> None:
    assert told(days, spec) == expected


def test_an_order_number_of_a_platform_decides() -> None:
    """A form names orders of Shopee, whose numbers begin with their day."""
    assert told(["08/07/2025"], hand(), "250708ABCDEFG") == []
    assert code(["08/07/2025"], hand(), "250807ABCDEFG") == "E_DAYS_SWAPPED"


def test_date_cells_beside_texts_after_the_twelfth_are_told_in_both_readings() -> None:
    """A spreadsheet that reads month first makes a date of `5/8` and leaves `13/8` a text."""
    mixed = read(workbook(date(2025, 5, 8), "13/08/2025"), daily(cells=True))
    assert [(i.code, i.fields["other"]) for i in mixed.issues] == [("W_DAY_ORDER", "2025-08-05")]
    assert not read(workbook(date(2025, 8, 20), "13/08/2025"), daily(cells=True)).issues


def test_days_exchanged_beside_days_that_are_sure_are_told() -> None:
    """The order was made on the 28th; `02/09` exchanged would lie in February."""
    columns = (
        *daily().parts[0].columns,
        Column("paid_at", ("Dibayar",), When(("%d/%m/%Y",)), per="key"),
    )
    spec = toy(columns=columns, sums=())

    def codes(paid: str) -> list[str]:
        table = [[*HEADERS, "Dibayar"], ["AB1", "28/08/2025", "1.000", paid]]
        return [i.code for i in read(csv_bytes(table), spec, name="a.csv").issues]

    assert codes("02/09/2025") == []
    assert codes("09/02/2025") == ["W_DAY_ORDER"]
