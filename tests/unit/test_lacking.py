"""No figure without its data (F-75): days no file covers are named, and what has none is NULL."""

import sqlite3
from collections.abc import Mapping

import pytest

from metric_cases import AUGUST
from metric_cases import build
from omnicli.access.columns import EVERYTHING
from omnicli.domain.lacks import Lack
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric

ORDER = {"ordered_date": "2025-08-02", "net_revenue_sen": 100_000, "completed_date": "2025-08-05"}
SPEND = {"date_from": "2025-08-03", "spend_sen": 20_000}
FILES = {"orders": (1, "shopee-orders"), "ads": (2, "meta-ads"), "more ads": (3, "tiktok-ads")}


def warehouse(**days: tuple[str, str]) -> sqlite3.Connection:
    """One order and one day of spend, and files that cover the days given by need."""
    named = {need.replace("_", " "): span for need, span in days.items()}
    return build(
        {
            "orders": [ORDER],
            "ad_performance": [SPEND],
            "import_files": [
                {"import_id": number, "source": source} for number, source in FILES.values()
            ],
            "import_days": [
                {
                    "import_id": FILES[name][0],
                    "need": name.rsplit(" ", 1)[-1],
                    "from": first,
                    "to": last,
                }
                for name, (first, last) in named.items()
            ],
        }
    )


def run(db: sqlite3.Connection, name: str, **params: str) -> MetricResult:
    return run_metric(db, get(name), {**AUGUST, **params}, reader=EVERYTHING)


def only(result: MetricResult) -> Mapping[str, object]:
    (row,) = result.records(printed=False)
    return row


def test_figures_of_a_covered_period_stand_without_a_mark() -> None:
    result = run(
        warehouse(orders=("2025-08-01", "2025-08-31"), ads=("2025-08-01", "2025-08-31")), "roas"
    )

    assert (only(result)["ad_spend_sen"], only(result)["roas_bps"]) == (20_000, 50_000)
    assert result.lacks == ()


def test_days_without_a_file_are_named_with_their_source() -> None:
    result = run(
        warehouse(orders=("2025-08-01", "2025-08-31"), ads=("2025-08-01", "2025-08-20")), "roas"
    )

    assert only(result)["ad_spend_sen"] == 20_000
    assert result.lacks == (Lack("ads", "meta-ads", "main", "2025-08-21", "2025-08-31", 11),)


def test_one_source_of_two_that_is_missing_is_a_mark_not_a_null() -> None:
    db = warehouse(
        orders=("2025-08-01", "2025-08-31"),
        ads=("2025-08-01", "2025-08-31"),
        more_ads=("2025-07-01", "2025-07-31"),
    )
    result = run(db, "roas")

    assert only(result)["ad_spend_sen"] == 20_000
    assert [(lack.source, lack.days) for lack in result.lacks] == [("tiktok-ads", 31)]


@pytest.mark.parametrize(
    "ads", [{}, {"ads": ("2025-07-01", "2025-07-31")}], ids=["never imported", "not this month"]
)
def test_what_nothing_was_imported_of_is_null_and_the_rest_stands(
    ads: Mapping[str, tuple[str, str]],
) -> None:
    result = run(warehouse(orders=("2025-08-01", "2025-08-31"), **ads), "roas")
    row = only(result)

    assert [row[name] for name in ("ad_spend_sen", "roas_bps", "cac_sen")] == [None, None, None]
    assert (row["revenue_sen"], row["new_customers"]) == (100_000, 1)
    assert [lack.need for lack in result.lacks] == ["ads"]


def test_a_month_without_data_is_null_beside_months_that_have_some() -> None:
    db = warehouse(orders=("2025-07-01", "2025-08-31"), ads=("2025-08-01", "2025-08-31"))
    rows = run(db, "roas_monthly", from_date="2025-07-01").records(printed=False)
    spend = {row["month"]: row["ad_spend_sen"] for row in rows}

    assert spend == {"2025-07": None, "2025-08": 20_000}


def test_a_source_that_was_left_is_not_expected_any_more() -> None:
    db = warehouse(
        orders=("2025-08-01", "2025-08-31"),
        ads=("2025-08-01", "2025-08-31"),
        more_ads=("2025-07-01", "2025-07-31"),
    )
    db.execute(
        "INSERT INTO store_settings (name, value) VALUES ('retired.tiktok-ads', '2025-07-31')"
    )

    assert run(db, "roas").lacks == ()


def test_a_form_filled_by_hand_lacks_no_day_beside_exports() -> None:
    db = warehouse(orders=("2025-08-01", "2025-08-31"))
    db.execute(
        "INSERT INTO import_days (import_id, need, account, from_day, to_day, by_hand)"
        " VALUES (3, 'orders', 'main', 20301, 20301, 1)"
    )

    assert run(db, "order_summary").lacks == ()
    db.execute("UPDATE import_days SET by_hand = 0")
    assert [lack.days for lack in run(db, "order_summary").lacks] == [30]
