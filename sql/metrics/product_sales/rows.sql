/*omni
explains = ["revenue_sen", "orders", "quantity"]
filters = ["platform"]
uses = ["order_basis"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_order_items"]
*/
WITH weights AS (
  SELECT
    w.order_id,
    COALESCE(SUM(w.weight_sen), 0) AS money,
    COALESCE(SUM(w.quantity), 0) AS units
  FROM order_basis AS k
  JOIN v_order_items AS w ON w.order_id = k.order_id
  GROUP BY w.order_id
),
-- As product_sales itself spreads an order over its lines: differences of rounded running shares.
lines AS (
  SELECT
    k.order_id, k.platform, k.order_no, k.ordered_date, k.reason, k.revenue_sen,
    COALESCE(i.product, '(tanpa barang)') AS product,
    COALESCE(i.weight_sen, 0) AS weight_sen,
    CASE :basis WHEN 'delivered' THEN i.quantity - i.returned_quantity ELSE i.quantity END AS quantity,
    CASE WHEN w.money > 0 THEN i.weight_sen WHEN w.units > 0 THEN i.quantity ELSE 1 END AS weight,
    CASE WHEN w.money > 0 THEN w.money WHEN w.units > 0 THEN w.units ELSE COUNT(*) OVER (PARTITION BY k.order_id) END AS whole,
    COALESCE(SUM(CASE WHEN w.money > 0 THEN i.weight_sen WHEN w.units > 0 THEN i.quantity ELSE 1 END)
      OVER (PARTITION BY k.order_id ORDER BY i.line_no), 0) AS upto
  FROM order_basis AS k
  LEFT JOIN weights AS w ON w.order_id = k.order_id
  LEFT JOIN v_order_items AS i ON i.order_id = k.order_id
)
SELECT
  'orders' AS entity,
  l.order_id AS entity_id,
  l.product AS segment,
  l.order_no AS label,
  l.ordered_date AS date,
  l.reason AS reason,
  COALESCE(SUM(l.weight_sen), 0) AS amount_sen,
  l.product AS product,
  l.platform AS platform,
  CASE WHEN l.reason = '' THEN CAST(COALESCE(SUM(ROUND(1.0 * l.revenue_sen * l.upto / l.whole)
    - ROUND(1.0 * l.revenue_sen * (l.upto - l.weight) / l.whole)), 0) AS INTEGER) END AS revenue_sen,
  CASE WHEN l.reason = '' THEN 1 END AS orders,
  CASE WHEN l.reason = '' THEN COALESCE(SUM(l.quantity), 0) END AS quantity
FROM lines AS l
GROUP BY l.order_id, l.platform, l.order_no, l.ordered_date, l.reason, l.product
ORDER BY entity, entity_id, product;
