-- One person: the keys, and what its sales came to. :key is any of its keys.
SELECT
  c.customer_id,
  c.name,
  c.confidence,
  c.province,
  c.city,
  c.first_source,
  COUNT(o.order_id) AS orders,
  COALESCE(SUM(o.is_counted), 0) AS counted_orders,
  COALESCE(SUM(CASE WHEN o.is_counted = 1 THEN o.net_revenue_sen ELSE 0 END), 0) AS placed_sen,
  COALESCE(SUM(o.delivered_revenue_sen), 0) AS delivered_sen,
  MIN(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS first_order_date,
  MAX(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS last_order_date
FROM customer_keys AS k
JOIN customers AS c ON c.customer_id = k.customer_id
LEFT JOIN v_orders AS o ON o.customer_id = c.customer_id
WHERE k.key = :key
GROUP BY c.customer_id;
