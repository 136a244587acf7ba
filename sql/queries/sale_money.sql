-- What the settlement lines of the stale sales say of them; of one whose lines say nothing there is no row. Where detail
-- lines tell of a sale, they tell its refund; a wallet shows the same rupiah again.
INSERT INTO sale_money (order_id, released_date, released_day, told_at, refund_sen)
SELECT m.order_id, m.released_date, m.released_day, m.told_at, CASE WHEN m.refund_sen < 0 THEN -m.refund_sen END
FROM (
  SELECT
    t.order_id,
    MIN(CASE WHEN l.kind = 'revenue' AND l.gross_sen + l.other_sen > 0 THEN l.occurred_date END) AS released_date,
    MIN(CASE WHEN l.kind = 'revenue' AND l.gross_sen + l.other_sen > 0 THEN l.occurred_day END) AS released_day,
    MAX(CASE WHEN l.kind = 'revenue' AND l.gross_sen + l.other_sen > 0 THEN l.effective_at END) AS told_at,
    SUM(CASE WHEN l.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora') THEN 0
             WHEN l.ledger = 'wallet' AND d.line_id IS NOT NULL THEN 0
             WHEN l.kind = 'refund' THEN l.net_sen
             WHEN l.kind = 'revenue' THEN COALESCE(l.refund_sen, 0)
             ELSE 0 END) AS refund_sen
  FROM sale_money_stale AS t
  CROSS JOIN line_orders AS r ON r.order_id = t.order_id
  JOIN settlement_lines AS l ON l.line_id = r.line_id
  LEFT JOIN (
    SELECT x.order_id, MIN(x.line_id) AS line_id
    FROM sale_money_stale AS s
    CROSS JOIN line_orders AS x ON x.order_id = s.order_id
    JOIN settlement_lines AS y ON y.line_id = x.line_id
    WHERE y.ledger = 'detail'
    GROUP BY x.order_id
  ) AS d ON d.order_id = t.order_id
  GROUP BY t.order_id
) AS m
WHERE m.released_date IS NOT NULL OR m.refund_sen < 0
ORDER BY m.order_id;
