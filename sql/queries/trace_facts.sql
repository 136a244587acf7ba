-- The life of what trace_scope names, one fact a row; the :orders, :lines, :payouts, :bank are json lists of ids.
-- table_name, row_id   which row the fact stands in: origins are looked up by them
-- import_id            the one import that told a status; of anything else the newest that holds the row
-- amount_sen           signed: plus is to the seller
WITH o AS (
  SELECT x.order_id, x.platform || ':' || x.order_no AS thing, x.platform, x.account, x.order_no,
    x.ordered_at, x.ordered_date, x.paid_at, x.confirmed_at, x.ready_at, x.shipped_at, x.delivered_at, x.completed_at,
    x.canceled_at, x.returned_at, x.net_revenue_sen, x.refund_sen, x.status, x.raw_status, x.awb, x.courier,
    x.cancel_reason, x.return_kind, x.recipient_name, x.recipient_phone, x.customer_key, x.sale_of_order_id
  FROM orders AS x
  WHERE x.order_id IN (SELECT value FROM json_each(:orders))
)
SELECT COALESCE(o.ordered_at, o.ordered_date) AS at, 1 AS nth, 'ordered' AS fact, o.thing, o.net_revenue_sen AS amount_sen,
  o.status AS word, o.recipient_name AS name, o.recipient_phone AS phone, NULL AS note,
  'orders' AS table_name, o.order_id AS row_id, NULL AS import_id
FROM o
UNION ALL SELECT o.paid_at, 2, 'paid', o.thing, NULL, NULL, NULL, NULL, NULL, 'orders', o.order_id, NULL
FROM o WHERE o.paid_at IS NOT NULL
UNION ALL SELECT o.confirmed_at, 3, 'confirmed', o.thing, NULL, NULL, NULL, NULL, NULL, 'orders', o.order_id, NULL
FROM o WHERE o.confirmed_at IS NOT NULL
UNION ALL SELECT o.ready_at, 4, 'ready', o.thing, NULL, NULL, NULL, NULL, NULL, 'orders', o.order_id, NULL
FROM o WHERE o.ready_at IS NOT NULL
UNION ALL SELECT o.shipped_at, 5, 'shipped', o.thing, NULL, NULL, NULL, NULL,
  TRIM(COALESCE(o.courier, '') || ' ' || COALESCE(o.awb, '')), 'orders', o.order_id, NULL
FROM o WHERE o.shipped_at IS NOT NULL
UNION ALL SELECT o.delivered_at, 6, 'delivered', o.thing, NULL, NULL, NULL, NULL, NULL, 'orders', o.order_id, NULL
FROM o WHERE o.delivered_at IS NOT NULL
UNION ALL SELECT o.completed_at, 7, 'completed', o.thing, NULL, NULL, NULL, NULL, NULL, 'orders', o.order_id, NULL
FROM o WHERE o.completed_at IS NOT NULL
UNION ALL SELECT o.canceled_at, 8, 'canceled', o.thing, NULL, NULL, NULL, NULL, o.cancel_reason, 'orders', o.order_id, NULL
FROM o WHERE o.canceled_at IS NOT NULL
UNION ALL SELECT o.returned_at, 9, 'returned', o.thing, -o.refund_sen, o.return_kind, NULL, NULL, NULL, 'orders', o.order_id, NULL
FROM o WHERE o.returned_at IS NOT NULL
UNION ALL SELECT COALESCE(o.ordered_at, o.ordered_date), 10, 'copy_of', o.thing, NULL, NULL, NULL, NULL,
  s.platform || ':' || s.order_no, 'orders', o.order_id, NULL
FROM o JOIN orders AS s ON s.order_id = o.sale_of_order_id
UNION ALL SELECT COALESCE(o.ordered_at, o.ordered_date), 11, 'item', o.thing, i.subtotal_sen, NULL, NULL, NULL,
  i.quantity || ' × ' || COALESCE(i.product_name, i.sku, i.listing_key)
    || CASE WHEN COALESCE(i.variation, '') = '' THEN '' ELSE ' (' || i.variation || ')' END, 'orders', o.order_id, NULL
FROM o JOIN order_items AS i ON i.order_id = o.order_id
UNION ALL SELECT e.at, 12, 'status', o.thing, NULL, e.status, NULL, NULL, NULL, 'orders', o.order_id, e.import_id
FROM o JOIN order_events AS e ON e.order_id = o.order_id
UNION ALL
SELECT COALESCE(s.occurred_at, s.occurred_date), 20, 'line', COALESCE(s.platform || ':' || s.order_no, s.awb, s.source),
  s.net_sen, s.kind, NULL, NULL, CASE WHEN s.ledger = 'wallet' THEN s.description END, 'settlement_lines', s.line_id, NULL
FROM settlement_lines AS s
WHERE s.line_id IN (SELECT value FROM json_each(:lines))
UNION ALL
SELECT COALESCE(p.occurred_at, p.occurred_date), 30, 'paid_out', p.source || ':' || p.account || ':' || p.line_key,
  c.amount_sen, c.rule, NULL, NULL, COALESCE(l.platform || ':' || l.order_no, l.awb, l.source || ':' || l.line_key),
  'settlement_lines', p.line_id, NULL
FROM payout_covers AS c
JOIN settlement_lines AS p ON p.line_id = c.payout_line_id
LEFT JOIN settlement_lines AS l ON l.line_id = c.line_id
WHERE c.payout_line_id IN (SELECT value FROM json_each(:payouts))
  AND (c.line_id IS NULL OR c.line_id IN (SELECT value FROM json_each(:lines)))
  AND (c.line_id IS NOT NULL OR json_array_length(:orders) = 0)
UNION ALL
SELECT COALESCE(p.occurred_at, p.occurred_date), 31, 'payout', p.source || ':' || p.account || ':' || p.line_key,
  -p.net_sen, NULL, NULL, NULL, p.payout_ref, 'settlement_lines', p.line_id, NULL
FROM settlement_lines AS p
WHERE p.line_id IN (SELECT value FROM json_each(:payouts))
UNION ALL
SELECT COALESCE(b.posted_at, b.posted_date), 40, 'bank', b.bank || ' ' || b.account_no, b.credit_sen - b.debit_sen, NULL, NULL,
  NULL, b.description, 'bank_transactions', b.transaction_id, NULL
FROM bank_transactions AS b
WHERE b.transaction_id IN (SELECT value FROM json_each(:bank))
UNION ALL
SELECT b.posted_date, 41, 'match', m.ref, b.credit_sen - b.debit_sen, m.rule, NULL, NULL, m.made_by || ' ' || m.state,
  'bank_transactions', b.transaction_id, NULL
FROM match_legs AS g
JOIN matches AS m ON m.match_id = g.match_id
JOIN bank_transactions AS b ON b.transaction_id = g.row_id
WHERE g.side = 'bank' AND g.row_id IN (SELECT value FROM json_each(:bank))
UNION ALL
SELECT d.at, 50, 'decision', d.subject, NULL, d.kind, NULL, NULL,
  d.actor || CASE WHEN d.reason IS NULL THEN '' ELSE ': ' || d.reason END
    || CASE WHEN d.undone_by IS NULL THEN '' ELSE ' (×)' END, NULL, NULL, NULL
FROM decisions AS d
WHERE d.kind <> 'import' AND (
  d.subject IN (SELECT o.platform || '/' || o.account || '/' || o.order_no FROM o)
  OR (:kind = 'customer' AND EXISTS (SELECT 1 FROM customer_keys AS k
       WHERE k.customer_id = :id AND k.key IN (d.payload ->> '$.a', d.payload ->> '$.b')))
  OR d.decision_id IN (
    SELECT m.decision_id FROM match_legs AS g JOIN matches AS m ON m.match_id = g.match_id
    WHERE (g.table_name = 'bank_transactions' AND g.row_id IN (SELECT value FROM json_each(:bank)))
       OR (g.table_name = 'settlement_lines' AND g.row_id IN (SELECT value FROM json_each(:lines)))
       OR (g.table_name = 'settlement_lines' AND g.row_id IN (SELECT value FROM json_each(:payouts)))))
ORDER BY 1, 2, 4, 9, 11;
