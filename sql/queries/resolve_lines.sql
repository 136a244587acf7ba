-- Which order each settlement line is of. The one resolver (definitions 1.3, 1.14): by hand; else the order with the
-- line's number on its platform and account; else that number on the platform it merged with; else the one sale
-- that carries the number from elsewhere; else the one sale with the line's tracking number. Two such sales: none.
INSERT INTO line_orders (line_id, order_id, via_order_id, rule)
SELECT
  r.line_id,
  COALESCE(o.sale_of_order_id, o.order_id) AS order_id,
  o.order_id AS via_order_id,
  CASE
    WHEN o.order_id IS NULL THEN NULL
    WHEN r.hand_order_id IS NOT NULL THEN 'by_hand'
    WHEN r.order_no IN (o.order_no, o.external_no)
      OR EXISTS (SELECT 1 FROM orders AS x WHERE x.external_no = r.order_no) THEN 'order_no'
    ELSE 'awb'
  END AS rule
FROM (
  SELECT
    h.line_id,
    h.order_no,
    h.hand_order_id,
    COALESCE(
      h.hand_order_id,
      (SELECT o.order_id
         FROM orders AS o
        WHERE o.platform = h.platform AND o.account = h.account AND o.order_no = h.order_no),
      (SELECT o.order_id
         FROM orders AS o
        WHERE o.platform = CASE h.platform WHEN 'tokopedia' THEN 'tiktok' WHEN 'tiktok' THEN 'tokopedia' END
          AND o.account = h.account AND o.order_no = h.order_no),
      (SELECT CASE WHEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) = MAX(COALESCE(o.sale_of_order_id, o.order_id))
                   THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
         FROM orders AS o
        WHERE o.external_no = h.order_no),
      (SELECT CASE WHEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) = MAX(COALESCE(o.sale_of_order_id, o.order_id))
                   THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
         FROM orders AS o
        WHERE o.awb = h.awb)
    ) AS found_order_id
  FROM (
    SELECT
      s.line_id, s.platform, s.account, s.order_no, s.awb,
      (SELECT g.row_id
         FROM match_legs AS l
         CROSS JOIN match_legs AS g ON g.match_id = l.match_id AND g.table_name = 'orders'
        WHERE l.table_name = 'settlement_lines' AND l.row_id = s.line_id AND l.side = 'line') AS hand_order_id
    FROM settlement_lines AS s
    WHERE s.line_id IN (SELECT line_id FROM line_orders_stale)
  ) AS h
) AS r
LEFT JOIN orders AS o ON o.order_id = r.found_order_id
ORDER BY r.line_id;
