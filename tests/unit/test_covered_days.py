"""Which days a file covers: from its first row to its last, and no quiet day is a hole."""

from datetime import date
from types import SimpleNamespace
from typing import cast

import polars as pl
import pytest

from omnicli.ingest.covered import covered_days
from omnicli.ingest.result import ReadPart
from omnicli.warehouse.covered import Stretch


def part(
    target: str, facts: object = None, made_by: str = "platform", /, **columns: list[str]
) -> ReadPart:
    """As much of a part as counts here."""
    spec = SimpleNamespace(target=target, made_by=made_by)
    own = SimpleNamespace(part=spec, records=pl.DataFrame(columns))
    own.facts = facts or {}
    return cast("ReadPart", own)


def august(*days: int) -> list[str]:
    return [f"2025-08-{day:02}" for day in days]


def test_sales_on_every_day_leave_the_days_after_them_open() -> None:
    (found,) = covered_days([part("orders", ordered_date=august(*range(1, 21)))], "main")

    assert found == Stretch(
        "orders", "main", date(2025, 8, 1), date(2025, 8, 20), 1, {"2025-08": 20}
    )


def test_an_end_of_the_month_no_farther_than_quiet_days_inside_is_covered() -> None:
    (found,) = covered_days([part("orders", ordered_date=august(3, 7, 14, 27))], "main")

    assert (found.first, found.last, found.slack) == (date(2025, 8, 1), date(2025, 8, 31), 13)


def test_one_day_alone_covers_itself() -> None:
    (found,) = covered_days([part("orders", ordered_date=august(9))], "main")

    assert (found.first, found.last) == (date(2025, 8, 9), date(2025, 8, 9))


@pytest.mark.parametrize("made_by", ["platform", "hand"])
def test_days_of_a_form_are_known_as_such(made_by: str) -> None:
    (found,) = covered_days([part("orders", None, made_by, ordered_date=august(9))], "main")

    assert found.by_hand == (made_by == "hand")


def test_rows_wider_than_a_day_cover_all_of_their_days() -> None:
    rows = part("ad_performance", date_from=august(1, 1, 16), date_to=august(15, 2, 31))
    (found,) = covered_days([rows], "toko")

    assert found == Stretch("ads", "toko", date(2025, 8, 1), date(2025, 8, 31), 1, {"2025-08": 3})


@pytest.mark.parametrize("columns", [{}, {"ordered_date": []}])
def test_a_file_without_days_covers_none(columns: dict[str, list[str]]) -> None:
    frame = {name: pl.Series(values, dtype=pl.String) for name, values in columns.items()}

    assert list(covered_days([part("orders", **frame)], "main")) == []  # type: ignore[arg-type]


PRINTED = {"period": [{"from": "2025-08-05", "to": "2025-08-25"}]}


@pytest.mark.parametrize(
    ("made_at", "days", "last"),
    [("", (7, 9), 25), ("2025-09-02T10:00:00", (7, 9), 25), ("2025-08-20T10:00:00", (7, 9), 20),
     ("2025-08-06T10:00:00", (7, 9), 9), ("", (7, 26), 26)],
)  # fmt: skip
def test_a_printed_period_is_covered_as_far_as_it_was_over(
    made_at: str, days: tuple[int, ...], last: int
) -> None:
    """No more than what is printed, whatever quiet days are inside; never less than the rows."""
    rows = part("settlement_lines", PRINTED, occurred_date=august(*days))
    (found,) = covered_days([rows], "main", made_at)

    assert (found.first, found.last) == (date(2025, 8, 5), date(2025, 8, last))
