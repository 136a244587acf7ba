"""The last minute of a month and the first of the next, in WIB; one buyer on two platforms.

Both go through a file, as days are worked out when it is read: a month is a month of the shop, not
of UTC, in which 31 August 23:59 and 1 September 00:00 WIB are one minute of one day.
"""

from pathlib import Path

import pytest

from conftest import Omni

HEAD = (
    "platform,order_no,ordered_at,status,customer_name,phone,product_name,quantity,unit_price,"
    "courier,shipped_at,completed_at"
)
# Ani buys on two platforms with one phone, the second time a minute after the month ended.
AUGUST, SEPTEMBER = "2025-08-31 23:59", "2025-09-01 00:00"
ROWS = (
    f"shopee,A1,{AUGUST},completed,Ani,6281234569005,Wajan,1,100000,JNE,{AUGUST},{AUGUST}",
    f"blibli,A2,{SEPTEMBER},completed,Ani,6281234569005,Wajan,1,200000,JNE,{SEPTEMBER},{SEPTEMBER}",
    f"shopee,B1,{AUGUST},rts,Budi,6281234569006,Wajan,1,400000,JNE,{SEPTEMBER},",
    f"shopee,C1,{SEPTEMBER},shipped,Citra,6281234569007,Wajan,1,800000,JNE,{SEPTEMBER},",
)


@pytest.fixture
def answer(omni: Omni, tmp_path: Path) -> object:
    """The rows of a metric for a month of the shop, or for both."""
    file = tmp_path / "orders.csv"
    file.write_text("\n".join((HEAD, *ROWS, "")), "utf-8")
    ran = omni("import", "orders", file)
    assert ran.code == 0, ran.err

    def rows(metric: str, month: str, *more: str) -> list[dict[str, object]]:
        period = ("--month", month) if month else ("--from", "2025-08-01", "--to", "2025-09-30")
        asked = omni("metric", "run", metric, *period, *more, "--json")
        assert asked.code == 0, asked.err
        found: list[dict[str, object]] = asked.json["rows"]
        return found

    return rows


def test_months_part_at_midnight_of_the_shop(answer: object) -> None:
    assert callable(answer)
    for month, orders, revenue in (("2025-08", 1, 100_000), ("2025-09", 1, 200_000)):
        (roas,) = answer("roas", month)
        assert (roas["total_orders"], roas["revenue"]) == (orders, revenue)
    # Parcels go by the day they left.
    parcels = {m: answer("rts_by_courier", m) for m in ("2025-08", "2025-09")}
    assert [(r["shipped_total"], r["rts"]) for r in parcels["2025-08"]] == [(1, 0)]
    assert [(r["shipped_total"], r["rts"]) for r in parcels["2025-09"]] == [(3, 1)]
    # One day on its way on 2 September, counted from 1 September 00:00.
    (stuck,) = answer("stuck_orders", "2025-09", "--as-of", "2025-09-02")
    assert (stuck["order_no"], stuck["days"], stuck["bucket"]) == ("C1", 1, "0-3")


def test_one_phone_on_two_platforms_is_one_customer(answer: object) -> None:
    assert callable(answer)
    (roas,) = answer("roas", "2025-09")
    assert (roas["new_customers"], roas["repeat_orders"]) == (1, 1), "Citra is new, Ani is not"
    returns = {r["customer"]: (r["orders"], r["rts"]) for r in answer("rts_by_customer", "2025-09")}
    assert returns == {"Ani": (1, 0), "Budi": (1, 1), "Citra": (1, 0)}
    cells = {
        (r["cohort_month"], r["month_no"]): (r["customers"], r["active"])
        for r in answer("cohort_retention", "")
    }
    assert cells["2025-08", 0] == (2, 2)
    assert cells["2025-08", 1] == (2, 1), "Ani came again, on the other platform"
    assert cells["2025-09", 0] == (1, 1)
    (rfm,) = answer("rfm", "2025-09")
    assert (rfm["frequency"], rfm["monetary"]) == (2, 300_000)
