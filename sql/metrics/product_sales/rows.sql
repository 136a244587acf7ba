/*omni
explains = ["revenue_sen", "orders", "quantity"]
filters = ["platform"]
uses = ["order_basis"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_order_items"]
*/
-- As product_sales itself spreads an order over its lines: differences of rounded running shares.
WITH lines AS (
  SELECT
    k.order_id, k.platform, k.order_no, k.ordered_date, k.reason, k.revenue_sen,
    COALESCE(i.product, '(tanpa barang)') AS product,
    COALESCE(i.weight_sen, 0) AS weight_sen,
    CASE :basis WHEN 'delivered' THEN i.quantity - i.returned_quantity ELSE i.quantity END AS quantity,
    CASE :basis WHEN 'delivered' THEN i.kept_before ELSE i.share_before END AS before,
    CASE :basis WHEN 'delivered' THEN i.kept_upto ELSE i.share_upto END AS upto,
    CASE :basis WHEN 'delivered' THEN i.kept_whole ELSE i.share_whole END AS whole,
    CASE WHEN i.order_id IS NULL THEN 1 ELSE 0 END AS no_items
  FROM order_basis AS k
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
  CASE WHEN l.reason = '' THEN CAST(COALESCE(SUM(CASE WHEN l.no_items = 1 THEN l.revenue_sen
    ELSE ROUND(1.0 * l.revenue_sen * l.upto / l.whole) - ROUND(1.0 * l.revenue_sen * l.before / l.whole) END), 0) AS INTEGER) END AS revenue_sen,
  CASE WHEN l.reason = '' THEN 1 END AS orders,
  CASE WHEN l.reason = '' THEN COALESCE(SUM(l.quantity), 0) END AS quantity
FROM lines AS l
GROUP BY l.order_id, l.platform, l.order_no, l.ordered_date, l.reason, l.product
ORDER BY entity, entity_id, product;
