/*omni
explains = ["orders", "value_sen"]
filters = ["account"]
params = ["from_date", "to_date"]
sources = ["v_orders"]
*/
SELECT
  'orders' AS entity,
  o.order_id AS entity_id,
  o.platform || ' · ' || o.status AS segment,
  o.order_no AS label,
  o.ordered_date AS date,
  CASE WHEN o.is_test = 1 THEN 'test' WHEN o.ordered_date IS NULL THEN 'no_date' ELSE '' END AS reason,
  o.net_revenue_sen AS amount_sen,
  o.platform AS platform,
  o.status AS status,
  o.account AS account,
  CASE WHEN o.is_test = 0 AND o.ordered_date IS NOT NULL THEN 1 END AS orders,
  CASE WHEN o.is_test = 0 AND o.ordered_date IS NOT NULL THEN o.net_revenue_sen END AS value_sen
FROM v_orders AS o
WHERE (o.ordered_date >= :from_date AND o.ordered_date < :to_date) OR o.ordered_date IS NULL
ORDER BY entity, entity_id, platform, status;
