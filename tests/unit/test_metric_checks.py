"""Data checks: silent on sound data, and each finds the fault it is for."""

import pytest

from metric_cases import Tables
from metric_cases import build
from omnicli.domain.errors import OmniError
from omnicli.services.checks import Check
from omnicli.services.checks import checks
from omnicli.services.checks import run_check

TODAY = "2025-09-01"
SOUND: Tables = {
    "orders": [
        {
            "order_no": "1",
            "ordered_date": "2025-08-02",
            "quantity": 3,
            "item_subtotal_sen": 500,
            "net_revenue_sen": 500,
            "awb": "A1",
        }
    ],
    "order_items": [
        {"order_no": "1", "sku": "X", "quantity": 1, "subtotal_sen": 200},
        {"order_no": "1", "sku": "Y", "quantity": 2, "subtotal_sen": 300},
    ],
    "ad_performance": [
        {"date_from": "2025-08-01", "date_to": "2025-08-10", "spend_sen": 1003},
        {"date_from": "2025-08-01", "spend_sen": 70},
    ],
}
FAULTS = [
    ("regions_known", "UPDATE orders SET city = 'Bandung'"),
    ("couriers_known", "UPDATE orders SET courier_service = 'Kilat Raya'"),
    ("order_items_add_up", "UPDATE orders SET quantity = 4"),
    ("order_items_add_up", "UPDATE orders SET item_subtotal_sen = 499"),
    ("orders_without_items", "DELETE FROM order_items"),
    ("quantities_possible", "UPDATE order_items SET quantity = -1"),
    ("quantities_possible", "UPDATE order_items SET returned_quantity = quantity + 1"),
    ("account_clash", "UPDATE orders SET account_clash = 1"),
    ("dates_possible", "UPDATE orders SET ordered_date = '2025-09-02'"),
    ("dates_possible", "UPDATE orders SET ordered_date = NULL"),
    ("dates_possible", "UPDATE orders SET completed_date = '2025-08-01'"),
    ("shipped_has_awb", "UPDATE orders SET awb = NULL"),
    ("refund_within_revenue", "UPDATE orders SET refund_sen = 501"),
    ("ad_spend_shared_out", "UPDATE ad_days SET spend_sen = spend_sen + 1000"),
    ("ad_spend_once", "UPDATE ad_days SET ad_date = '2025-08-01' WHERE ad_date = '2025-08-02'"),
    ("ad_days_covered", "DELETE FROM ad_days WHERE ad_date = '2025-08-05'"),
    (
        "status_steps",
        """INSERT INTO order_events (order_id, seq, status, at, import_id)
        SELECT order_id, 1, 'canceled', '2025-08-02T00:00:00Z', 1 FROM orders UNION ALL
        SELECT order_id, 2, 'shipped', '2025-08-03T00:00:00Z', 1 FROM orders""",
    ),
    (
        "status_conflicts",
        """UPDATE orders SET status = 'canceled';
        INSERT INTO sale_feeds (order_id, status) SELECT order_id, 'completed' FROM orders""",
    ),
    (
        "sales_to_decide",
        """INSERT INTO sale_links (order_id, sale_order_id, rule, state)
        SELECT order_id, order_id, 'phone_cod_day', 'ambiguous' FROM orders""",
    ),
    ("incomplete_orders", "UPDATE orders SET is_incomplete = 1"),
    (
        "rejected_rows",
        """INSERT INTO import_issues (import_id, code, severity, message, hint)
        VALUES (1, 'E_X', 'error', '', '')""",
    ),
    ("sale_is_no_shipment", "UPDATE orders SET sale_of_order_id = order_id"),
]


def findings(name: str, *, tables: Tables = SOUND, fault: str | None = None) -> int:
    (check,) = checks([name])
    db = build(tables)
    if fault:
        db.executescript(fault)
    return run_check(db, check, TODAY).findings


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_sound_data_has_no_findings(check: Check) -> None:
    assert findings(check.name) == 0


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_fault_is_found(name: str, fault: str) -> None:
    assert findings(name, fault=fault) > 0


def test_one_tracking_number_on_two_sales_is_found() -> None:
    orders = [*SOUND["orders"], {**SOUND["orders"][0], "order_no": "2", "platform": "tiktok"}]

    assert findings("awb_once", tables={"orders": orders}) == 1


def test_every_check_has_a_fault_it_finds() -> None:
    assert {check.name for check in checks()} == {"awb_once", *(name for name, _ in FAULTS)}


def test_an_unknown_check_is_refused() -> None:
    with pytest.raises(OmniError) as caught:
        checks(["nothing"])

    assert caught.value.code == "E_CHECK_UNKNOWN"
