-- severity: warning
-- id: Status mundur atau keluar dari batal/selesai tanpa jalur yang dikenal
-- en: A status went backwards, or left canceled or closed, along no known path
SELECT o.platform, o.account, o.order_no, a.status AS from_status, a.at AS from_at,
  b.status AS to_status, b.at AS to_at
FROM order_events AS a
JOIN order_events AS b ON b.order_id = a.order_id AND b.seq = a.seq + 1
JOIN order_statuses AS ra ON ra.status = a.status
JOIN order_statuses AS rb ON rb.status = b.status
JOIN orders AS o ON o.order_id = a.order_id
WHERE (rb.rank < ra.rank OR a.status IN ('canceled', 'closed'))
  AND NOT EXISTS (SELECT 1 FROM order_transitions AS t
    WHERE t.product_kind = CASE WHEN EXISTS (SELECT 1 FROM v_digital_orders AS d WHERE d.order_id = o.order_id)
                              THEN 'digital' ELSE o.product_kind END AND t.from_status = a.status AND t.to_status = b.status)
ORDER BY o.platform, o.account, o.order_no, b.seq;
