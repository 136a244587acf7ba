-- needs: order_profits
-- needs: profit_rows
-- The orders behind each key of the profit lists, and what belongs to none, as their rows are shown.
SELECT
  r.dim AS dim, r.key AS key, r.customer_id AS customer_id,
  CASE WHEN r.order_id IS NULL THEN 'profit_rest' ELSE 'orders' END AS entity, COALESCE(r.order_id, 0) AS entity_id,
  CASE WHEN r.order_id IS NULL THEN '(tidak terbagi)' WHEN r.dim = 'product' THEN r.key ELSE o.platform END AS segment,
  COALESCE(o.order_no, '(tidak terbagi)') AS label, o.ordered_date AS date,
  CASE WHEN r.is_known = 0 THEN 'cost_unknown' ELSE '' END AS reason, r.revenue_sen AS amount_sen,
  o.platform AS platform, o.province AS province, o.handled_by AS handler,
  CASE WHEN r.is_known = 1 AND t.is_counted = 1
       THEN r.revenue_sen + r.refund_sen + r.cogs_sen + r.platform_fees_sen + r.shipping_sen + r.return_loss_sen + r.packing_sen + r.ads_sen + r.other_costs_sen
  END AS profit_sen,
  CASE WHEN r.state = 'done' THEN 1 END AS orders,
  r.revenue_sen AS revenue_sen, r.refund_sen AS refund_sen, CASE WHEN t.is_counted = 1 THEN r.cogs_sen END AS cogs_sen,
  r.platform_fees_sen AS platform_fees_sen, r.shipping_sen AS shipping_sen, r.return_loss_sen AS return_loss_sen,
  r.packing_sen AS packing_sen, r.ads_sen AS ads_sen, r.other_costs_sen AS other_costs_sen,
  CASE WHEN r.is_known = 0
       THEN -(r.revenue_sen + r.refund_sen + r.platform_fees_sen + r.shipping_sen + r.return_loss_sen + r.packing_sen + r.ads_sen)
  END AS unknown_sen
FROM (
  SELECT
    p.dim AS dim, p.key AS key, p.customer_id AS customer_id, p.order_id AS order_id, p.state AS state, p.is_known AS is_known,
    COALESCE(SUM(p.revenue_sen), 0) AS revenue_sen, COALESCE(SUM(p.refund_sen), 0) AS refund_sen, COALESCE(SUM(p.cogs_sen), 0) AS cogs_sen,
    COALESCE(SUM(p.platform_fees_sen), 0) AS platform_fees_sen, COALESCE(SUM(p.shipping_sen), 0) AS shipping_sen,
    COALESCE(SUM(p.return_loss_sen), 0) AS return_loss_sen, COALESCE(SUM(p.packing_sen), 0) AS packing_sen,
    COALESCE(SUM(p.ads_sen), 0) AS ads_sen, COALESCE(SUM(p.other_costs_sen), 0) AS other_costs_sen
  FROM profit_rows AS p
  GROUP BY p.dim, p.key, p.customer_id, p.order_id, p.state, p.is_known
) AS r
JOIN (
  SELECT
    k.dim AS dim, k.key AS key, k.customer_id AS customer_id,
    CASE WHEN COUNT(CASE WHEN k.state IN ('done', 'lost') THEN 1 END) = 0
           OR COUNT(CASE WHEN k.state IN ('done', 'lost') AND k.is_known = 1 THEN 1 END) > 0 THEN 1 ELSE 0 END AS is_counted
  FROM profit_rows AS k
  GROUP BY k.dim, k.key, k.customer_id
) AS t ON t.dim = r.dim AND t.key = r.key AND t.customer_id = r.customer_id
LEFT JOIN order_profits AS o ON o.order_id = r.order_id
