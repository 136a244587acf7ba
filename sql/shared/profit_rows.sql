-- needs: order_profits
-- needs: profit_rest
-- asked by dim
-- Each sale once in all, or once per month, platform, province, handler, customer; or its steps shared over its products:
-- revenue less refunds by what stayed with the buyer, goods at each item's own cost, the rest by amount.
-- What belongs to no order stands in a row of its own, so that every list adds up to the whole.
SELECT
  a.dim AS dim,
  CASE a.dim WHEN 'month' THEN SUBSTR(o.ordered_date, 1, 7) WHEN 'platform' THEN o.platform
             WHEN 'province' THEN COALESCE(o.province, '(tanpa provinsi)') WHEN 'handler' THEN COALESCE(o.handled_by, '(tanpa CS)')
             WHEN 'customer' THEN 'customer' ELSE '' END AS key,
  CASE a.dim WHEN 'customer' THEN COALESCE(c.customer_id, 0) ELSE 0 END AS customer_id,
  CASE a.dim WHEN 'customer' THEN CASE WHEN c.customer_id IS NULL THEN '(anonim)' ELSE c.name END END AS name,
  o.order_id AS order_id, o.state AS state, o.is_known AS is_known,
  o.revenue_sen AS revenue_sen, o.refund_sen AS refund_sen, o.cogs_sen AS cogs_sen, o.platform_fees_sen AS platform_fees_sen,
  o.shipping_sen AS shipping_sen, o.return_loss_sen AS return_loss_sen, o.packing_sen AS packing_sen, o.ads_sen AS ads_sen,
  0 AS other_costs_sen
FROM order_profits AS o
CROSS JOIN asked AS a
LEFT JOIN v_customers AS c ON a.dim = 'customer' AND c.customer_id = o.customer_id AND c.confidence <> 'anonymous'
WHERE a.dim <> 'product'
UNION ALL
SELECT
  'product', COALESCE(i.product, '(tanpa barang)'), 0, MIN(i.product_name), o.order_id, o.state, o.is_known,
  CASE WHEN i.order_id IS NULL THEN o.revenue_sen ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.revenue_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.revenue_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL THEN o.refund_sen
       ELSE CAST(COALESCE(SUM(ROUND(1.0 * (o.revenue_sen + o.refund_sen) * i.kept_upto / i.kept_whole) - ROUND(1.0 * (o.revenue_sen + o.refund_sen) * i.kept_before / i.kept_whole)
              - ROUND(1.0 * o.revenue_sen * i.share_upto / i.share_whole) + ROUND(1.0 * o.revenue_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL OR COALESCE(o.cogs_sen, 0) = 0 THEN o.cogs_sen
       WHEN o.by_line = 1 THEN -COALESCE(SUM(i.unit_cogs_sen * CASE o.state WHEN 'lost' THEN i.quantity ELSE i.quantity - i.returned_quantity END), 0)
       ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.cogs_sen * i.kept_upto / i.kept_whole) - ROUND(1.0 * o.cogs_sen * i.kept_before / i.kept_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL THEN o.platform_fees_sen ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.platform_fees_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.platform_fees_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL THEN o.shipping_sen ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.shipping_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.shipping_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL THEN o.return_loss_sen ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.return_loss_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.return_loss_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL THEN o.packing_sen ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.packing_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.packing_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  CASE WHEN i.order_id IS NULL THEN o.ads_sen ELSE CAST(COALESCE(SUM(ROUND(1.0 * o.ads_sen * i.share_upto / i.share_whole) - ROUND(1.0 * o.ads_sen * i.share_before / i.share_whole)), 0) AS INTEGER) END,
  0
FROM order_profits AS o
LEFT JOIN (
  SELECT
    l.order_id, l.product, l.product_name, l.quantity, l.returned_quantity, l.unit_cogs_sen,
    l.share_upto, l.share_before, l.share_whole, l.kept_upto, l.kept_before, l.kept_whole
  FROM order_profits AS b
  JOIN v_order_items AS l ON l.order_id = b.order_id
  WHERE 'product' IN (SELECT a.dim FROM asked AS a)
) AS i ON i.order_id = o.order_id
WHERE 'product' IN (SELECT a.dim FROM asked AS a)
GROUP BY o.order_id, COALESCE(i.product, '(tanpa barang)')
UNION ALL
SELECT
  k.dim, CASE k.dim WHEN 'all' THEN '' WHEN 'month' THEN r.month WHEN 'customer' THEN 'customer' ELSE '(tidak terbagi)' END,
  CASE k.dim WHEN 'customer' THEN -1 ELSE 0 END, CASE WHEN k.dim IN ('customer', 'product') THEN '(tidak terbagi)' END,
  NULL, 'rest', 1, 0, 0, 0, r.platform_fees_sen, r.shipping_sen, 0, 0, r.ads_sen, r.other_costs_sen
FROM profit_rest AS r
CROSS JOIN asked AS k
