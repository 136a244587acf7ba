"""Data checks: silent on sound data, and each finds the fault it is for."""

import pytest

from metric_cases import Tables
from metric_cases import build
from omnicli.domain.errors import OmniError
from omnicli.services.checks import Check
from omnicli.services.checks import checks
from omnicli.services.checks import run_check

TODAY = "2025-09-01"
_DAY = {"occurred_date": "2025-08-04"}
_WALLET = {"ledger": "wallet", "source": "shopee-balance"}
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
    "settlement_lines": [
        {**_DAY, "line_id": 1, "line_key": "d", "order_no": "1", "gross_sen": 100, "net_sen": 100},
        {**_DAY, **_WALLET, "line_id": 2, "line_key": "w", "order_no": "1", "gross_sen": 80}
        | {"net_sen": 80},
        {**_DAY, **_WALLET, "line_id": 3, "line_key": "p", "kind": "withdraw", "other_sen": -60}
        | {"net_sen": -60},
    ],
    "payout_covers": [{"payout_line_id": 3, "line_id": 1, "amount_sen": 60}],
    "bank_transactions": [{"posted_date": "2025-08-05", "credit_sen": 60}],
}
_STATEMENTS = """INSERT INTO bank_statements (source, bank, account_no, date_from, date_to,
  opening_sen, closing_sen, credit_sen, debit_sen, lines, proof, effective_at) VALUES
  ('mandiri', 'mandiri', '1', '2025-08-05', '2025-08-05', 0, 60, {credit}, 0, 1, 'proved', ''),
  ('mandiri', 'mandiri', '1', '{start}', '2025-08-09', {opening}, 60, 0, 0, 0, 'proved', '')"""
_COARSER = """INSERT INTO ad_performance (platform, account, level, date_from, date_to,
  source, spend_sen, effective_at) SELECT platform, account, 'account', ad_date, ad_date,
  'meta-ads', spend_sen + 500000, '2025-08-09T00:00:00Z'
  FROM v_ad_days WHERE estimated = 0 LIMIT 1"""
_SILENT = "INSERT INTO ad_spread SELECT MAX(ad_row_id), NULL, NULL, 0 FROM ad_performance"
_LESS = "UPDATE ad_performance SET spend_sen = CASE level WHEN 'account' THEN 1 ELSE 90000 END"
_WITHIN = _COARSER.replace("account, 'account'", "account || ':of:search', 'account'")
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
    ("ad_spend_shared_out", "UPDATE ad_shares SET spend_sen = spend_sen + 1000"),
    ("ad_spend_shared_out", "DELETE FROM ad_shares WHERE ad_date = '2025-08-05'"),
    ("ads_left_out", "DELETE FROM ad_shares WHERE ad_date = '2025-08-05'"),
    (
        "ads_left_out",
        "INSERT INTO ad_spread SELECT MAX(ad_row_id), NULL, NULL, 0 FROM ad_performance",
    ),
    ("ads_finer_is_more", f"{_COARSER}; {_SILENT}; {_LESS}"),
    (
        "ads_renamed",
        """INSERT INTO ad_performance (platform, account, level, campaign, date_from, date_to,
        source, spend_sen, effective_at) SELECT platform, account, level, 'B',
        date_from, date_to, source, spend_sen, effective_at FROM ad_performance
        WHERE spend_sen = 70""",
    ),
    ("ad_spend_once", _WITHIN),
    ("ads_left_out", f"{_COARSER}; {_SILENT}"),
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
    (
        "control_totals",
        """INSERT INTO import_issues (import_id, code, severity, message, hint)
        VALUES (1, 'W_CONTROL_TOTAL', 'warning', '', '')""",
    ),
    ("sale_is_no_shipment", "UPDATE orders SET sale_of_order_id = order_id"),
    ("bank_gap", _STATEMENTS.format(opening=50, start="2025-08-08", credit=60)),
    ("bank_chain", _STATEMENTS.format(opening=50, start="2025-08-06", credit=60)),
    ("bank_adds_up", _STATEMENTS.format(opening=60, start="2025-08-06", credit=70)),
    (
        "bank_day_shared",
        """INSERT INTO bank_transactions (source, bank, account_no, posted_date, seq,
          credit_sen, effective_at) SELECT source, bank, account_no, posted_date, 2,
          credit_sen, '' FROM bank_transactions;
        INSERT INTO import_files SELECT 90 + v.column1, 1, 'mandiri', 1, 'main', 'f',
          'x' || v.column1, 0, 'csv', 'imported', '', '', NULL, NULL, 0, 0, 0, 0, 0, 0,
          json_object('statements', json_array(json_object('account_no', t.account_no,
            'date_from', v.column2, 'date_to', v.column3, 'proof', 'not_provable'))), 'a', NULL,
          ''
        FROM (VALUES (1, '2025-08-01', '2025-08-05'), (2, '2025-08-05', '2025-08-09')) v,
          bank_transactions t WHERE t.seq = 1;
        INSERT INTO row_origins SELECT 'bank_transactions', t.transaction_id, 90 + v.column1, 1
        FROM bank_transactions t, (VALUES (1), (2)) v WHERE t.seq <= v.column1""",
    ),
    (
        "bank_day_other",
        """INSERT INTO bank_transactions (source, bank, account_no, posted_date, seq,
          credit_sen, effective_at) SELECT source, bank, account_no, v.column1, v.column2,
          credit_sen, '' FROM bank_transactions,
          (VALUES ('2001-01-01', 1), ('2001-01-02', 1), ('2001-01-03', 1)) v;
        INSERT INTO import_files SELECT 90 + v.column1, 1, 'mandiri', 1, 'main', 'f',
          'x' || v.column1, 0, 'csv', 'imported', '', '', NULL, NULL, 0, 0, 0, 0, 0, 0,
          '{}', 'a', NULL, '' FROM (VALUES (1), (2)) v;
        INSERT INTO row_origins SELECT 'bank_transactions', t.transaction_id, 90 + v.column1, 1
        FROM bank_transactions t, (VALUES (1), (2)) v
        WHERE t.posted_date < '2001-02-01' AND (v.column1 = 1 OR t.posted_date <> '2001-01-02')""",
    ),
    ("lines_resolved", "DELETE FROM line_orders"),
    ("customers_summed", "DELETE FROM customer_facts"),
    ("customers_summed", "UPDATE orders SET status = 'canceled'"),
    ("lines_resolved", "UPDATE settlement_lines SET order_no = 'x'"),
    ("money_once", "DROP VIEW v_money_lines; CREATE VIEW v_money_lines AS SELECT * FROM v_lines"),
    (
        "one_timezone",
        """INSERT INTO import_files SELECT 99, 1, 'bca', 1, 'main', 'f', 'x', 0, 'csv', 'imported',
          '', '', NULL, NULL, 0, 0, 0, 0, 0, 0, '{"timezone": "Asia/Jayapura"}', 'a', NULL, ''""",
    ),
    ("payouts_add_up", "UPDATE payout_covers SET amount_sen = amount_sen - 1"),
    ("payouts_add_up", "UPDATE settlement_lines SET gross_sen = 5, net_sen = 5 WHERE line_id = 1"),
    (
        "payouts_add_up",
        """INSERT INTO matches (match_id, ref, rule, state, made_by) VALUES
          (7, 'A7', 'exact_amount', 'booked', 'rule'), (8, 'A8', 'exact_amount', 'booked', 'rule');
        INSERT INTO match_legs SELECT 7 + v.column1, 'bank', 'bank_transactions', 'b',
          b.transaction_id, 60 FROM bank_transactions b, (VALUES (0), (1)) v""",
    ),
    ("wallet_beside_detail", "UPDATE settlement_lines SET order_no = NULL WHERE line_id = 2"),
    (
        "wallet_proved",
        "INSERT INTO wallet_proofs VALUES ('shopee', 'main', '', '', 0, 9, 0, 4, 'broken', -5)",
    ),
    (
        "line_of_two_sales",
        """UPDATE settlement_lines SET awb = 'A1', order_no = NULL;
        INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key,
          status, awb, effective_at)
        SELECT 'tiktok', 'main', '2', 'x', customer_id, 'k', 'shipped', 'A1', '' FROM orders""",
    ),
    (
        "matches_dangling",
        """INSERT INTO matches (match_id, ref, rule, state, made_by)
          VALUES (7, 'H7', 'by_hand', 'dangling', 'hand');
        INSERT INTO match_legs VALUES (7, 'bank', 'bank_transactions', 'b', NULL, 0)""",
    ),
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
