-- One person: the keys, what its sales came to, and its segment on the day of the newest order. :key is any
-- of its keys. New is the person's first counted order, repeat every later one. Segments: definitions 1.11.
WITH sales AS (
  SELECT
    o.order_id,
    o.ordered_date,
    o.is_counted,
    o.net_revenue_sen,
    o.delivered_revenue_sen,
    CASE WHEN o.status = 'completed' AND o.is_test = 0 THEN COALESCE(o.completed_day, o.ordered_day) END AS done_day,
    (SELECT SUM(c.net_sen)
       FROM (SELECT l.net_sen FROM v_lines_of_sales AS r JOIN v_cash_lines AS l ON l.line_id = r.line_id
              WHERE r.order_id = o.order_id
             UNION ALL
             SELECT p.direct_sen FROM v_paid_directly AS p WHERE p.order_id = o.order_id) AS c) AS cash_sen
  FROM customer_keys AS k
  JOIN v_orders AS o ON o.customer_id = k.customer_id
  WHERE k.key = :key
),
sums AS (
  SELECT
    COUNT(*) AS orders,
    COALESCE(SUM(s.is_counted), 0) AS counted_orders,
    COUNT(s.done_day) AS completed_orders,
    COALESCE(SUM(s.is_counted * s.net_revenue_sen), 0) AS placed_sen,
    COALESCE(SUM(s.delivered_revenue_sen), 0) AS delivered_sen,
    SUM(CASE WHEN s.is_counted = 1 THEN s.cash_sen END) AS cash_sen,
    MIN(CASE WHEN s.is_counted = 1 THEN s.ordered_date END) AS first_order_date,
    MAX(CASE WHEN s.is_counted = 1 THEN s.ordered_date END) AS last_order_date,
    MAX(s.done_day) AS last_done_day
  FROM sales AS s
),
today AS (
  SELECT MAX(o.ordered_day) AS day FROM v_orders AS o WHERE o.is_test = 0
)
SELECT
  c.customer_id,
  c.name,
  c.confidence,
  c.province,
  c.city,
  c.first_source,
  m.orders,
  m.counted_orders,
  CASE WHEN m.counted_orders > 0 THEN 1 ELSE 0 END AS new_orders,
  CASE WHEN m.counted_orders > 1 THEN m.counted_orders - 1 ELSE 0 END AS repeat_orders,
  m.placed_sen,
  m.delivered_sen,
  m.cash_sen,
  m.first_order_date,
  m.last_order_date,
  (SELECT SUM(l.points) FROM v_loyalty_ledger AS l WHERE l.customer_id = c.customer_id) AS points,
  CASE WHEN m.completed_orders >= 4 THEN 'Loyal'
       WHEN m.completed_orders >= 2 THEN 'Returning'
       WHEN m.completed_orders = 0 THEN 'Lead'
       WHEN t.day - m.last_done_day <= 90 THEN 'New'
       ELSE 'Churn' END AS segment
FROM customer_keys AS k
JOIN customers AS c ON c.customer_id = k.customer_id
CROSS JOIN sums AS m
CROSS JOIN today AS t
WHERE k.key = :key;
