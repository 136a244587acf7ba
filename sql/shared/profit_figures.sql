-- needs: profit_rows
-- The steps of each key add up to its profit. Orders whose cost of goods is unknown are in every step but the cost, and
-- unknown_sen takes them out again: the profit is that of what is known, and known_bps says of how much.
SELECT
  f.dim AS dim, f.key AS key, f.customer_id AS customer_id, f.name AS name, f.orders AS orders,
  f.revenue_sen AS revenue_sen, f.refund_sen AS refund_sen, CASE WHEN f.sold = 0 OR f.known > 0 THEN f.cogs_sen END AS cogs_sen,
  f.platform_fees_sen AS platform_fees_sen, f.shipping_sen AS shipping_sen, f.return_loss_sen AS return_loss_sen,
  f.packing_sen AS packing_sen, f.ads_sen AS ads_sen, f.other_costs_sen AS other_costs_sen, f.unknown_sen AS unknown_sen,
  CASE WHEN f.sold = 0 OR f.known > 0 THEN f.profit_sen END AS profit_sen,
  CASE WHEN f.known > 0 THEN CAST(ROUND(10000.0 * f.profit_sen / NULLIF(f.known_revenue_sen, 0)) AS INTEGER) END AS margin_bps,
  CAST(ROUND(10000.0 * f.known_revenue_sen / NULLIF(f.revenue_sen + f.refund_sen, 0)) AS INTEGER) AS known_bps
FROM (
  SELECT
    r.dim AS dim, r.key AS key, r.customer_id AS customer_id, MIN(r.name) AS name,
    COUNT(CASE WHEN r.state = 'done' THEN 1 END) AS orders,
    COUNT(CASE WHEN r.state IN ('done', 'lost') THEN 1 END) AS sold,
    COUNT(CASE WHEN r.state IN ('done', 'lost') AND r.is_known = 1 THEN 1 END) AS known,
    COALESCE(SUM(r.revenue_sen), 0) AS revenue_sen,
    COALESCE(SUM(r.refund_sen), 0) AS refund_sen,
    COALESCE(SUM(r.cogs_sen), 0) AS cogs_sen,
    COALESCE(SUM(r.platform_fees_sen), 0) AS platform_fees_sen,
    COALESCE(SUM(r.shipping_sen), 0) AS shipping_sen,
    COALESCE(SUM(r.return_loss_sen), 0) AS return_loss_sen,
    COALESCE(SUM(r.packing_sen), 0) AS packing_sen,
    COALESCE(SUM(r.ads_sen), 0) AS ads_sen,
    COALESCE(SUM(r.other_costs_sen), 0) AS other_costs_sen,
    -COALESCE(SUM(CASE WHEN r.is_known = 0 THEN r.revenue_sen + r.refund_sen + r.platform_fees_sen + r.shipping_sen + r.return_loss_sen + r.packing_sen + r.ads_sen ELSE 0 END), 0) AS unknown_sen,
    COALESCE(SUM(CASE WHEN r.is_known = 1 THEN r.revenue_sen + r.refund_sen + r.platform_fees_sen + r.shipping_sen + r.return_loss_sen + r.packing_sen + r.ads_sen + r.cogs_sen + r.other_costs_sen ELSE 0 END), 0) AS profit_sen,
    COALESCE(SUM(CASE WHEN r.is_known = 1 THEN r.revenue_sen + r.refund_sen ELSE 0 END), 0) AS known_revenue_sen
  FROM profit_rows AS r
  GROUP BY r.dim, r.key, r.customer_id
) AS f
