/*omni
explains = ["value_sen", "orders", "counted_orders", "completed", "rts", "canceled", "open_orders", "open_value_sen", "basis_orders"]
ratios = { aov_sen = ["value_sen", "basis_orders"] }
filters = ["platform", "account", "status"]
uses = ["order_basis"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms"]
*/
SELECT
  'orders' AS entity,
  b.order_id AS entity_id,
  b.platform AS segment,
  b.order_no AS label,
  b.ordered_date AS date,
  b.reason AS reason,
  b.net_revenue_sen AS amount_sen,
  b.platform AS platform,
  b.account AS account,
  b.status AS status,
  CASE WHEN b.reason = '' THEN b.revenue_sen END AS value_sen,
  CASE WHEN b.is_test = 0 AND b.ordered_date IS NOT NULL THEN 1 END AS orders,
  CASE WHEN b.is_counted = 1 AND b.ordered_date IS NOT NULL THEN 1 END AS counted_orders,
  CASE WHEN b.is_test = 0 AND b.ordered_date IS NOT NULL AND b.status = 'completed' THEN 1 END AS completed,
  CASE WHEN b.is_test = 0 AND b.ordered_date IS NOT NULL AND b.status = 'rts' THEN 1 END AS rts,
  CASE WHEN b.is_test = 0 AND b.ordered_date IS NOT NULL AND b.status = 'canceled' THEN 1 END AS canceled,
  CASE WHEN b.is_open = 1 AND b.ordered_date IS NOT NULL THEN 1 END AS open_orders,
  CASE WHEN b.is_open = 1 AND b.ordered_date IS NOT NULL THEN b.net_revenue_sen END AS open_value_sen,
  CASE WHEN b.reason = '' THEN 1 END AS basis_orders
FROM order_basis AS b
ORDER BY entity, entity_id;
