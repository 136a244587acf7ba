-- needs: waterfall_shares
-- needs: sales_due
-- needs: goods_and_ads
-- computed once
-- Every step from revenue to profit of each sale, costs negative. What is on its way has only packing and ads.
-- is_known  0 where the cost of its goods is not known: cogs_sen is NULL
-- by_line   1 where that cost is the sum of its items' own (the register's), 0 where the order file names one for all
SELECT
  p.order_id AS order_id, p.order_no AS order_no, p.platform AS platform, p.account AS account,
  p.ordered_date AS ordered_date, p.state AS state, p.province AS province, p.handled_by AS handled_by,
  p.customer_id AS customer_id, p.settled AS settled,
  CASE WHEN p.state = 'done' THEN p.value_sen ELSE 0 END AS revenue_sen,
  CASE WHEN p.state = 'done' THEN p.refunds_sen ELSE 0 END AS refund_sen,
  CASE p.state WHEN 'done' THEN -p.kept_sen WHEN 'lost' THEN -p.all_sen ELSE 0 END AS cogs_sen,
  CASE WHEN p.state = 'done' THEN p.fees_sen ELSE 0 END AS platform_fees_sen,
  CASE WHEN p.state = 'done' THEN p.carried_sen ELSE 0 END AS shipping_sen,
  CASE WHEN p.state IN ('done', 'open') THEN 0
       WHEN p.state = 'back' AND p.fees_sen = 0 AND p.carried_sen = 0
        AND p.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
       THEN -COALESCE(p.shipping_cost_sen + COALESCE(p.return_fee_sen, 0), 0)
       ELSE p.fees_sen + p.carried_sen + p.refunds_sen END AS return_loss_sen,
  CASE WHEN p.left_warehouse = 1 THEN -k.packing_sen ELSE 0 END AS packing_sen,
  -p.ads_sen AS ads_sen,
  CASE WHEN p.state = 'done' AND p.kept_sen IS NULL THEN 0
       WHEN p.state = 'lost' AND p.all_sen IS NULL THEN 0 ELSE 1 END AS is_known,
  p.by_line AS by_line
FROM (
  SELECT
    d.order_id, d.order_no, d.platform, d.account, d.ordered_date, d.state, d.value_sen,
    o.province, o.handled_by, o.customer_id, o.left_warehouse, o.shipping_cost_sen, o.return_fee_sen,
    CASE WHEN d.revenues > 0 OR d.route = 'direct' THEN 1 ELSE 0 END AS settled,
    w.refunds_sen,
    w.platform_fees_sen + w.cod_fees_sen + w.tax_sen + w.adjustment_sen + w.rounding_sen AS fees_sen,
    w.buyer_shipping_sen + w.platform_subsidy_sen + w.shipping_sen + w.cashback_sen + w.claims_sen AS carried_sen,
    g.kept_sen, g.all_sen,
    COALESCE(g.ads_sen, 0) AS ads_sen, COALESCE(g.by_line, 0) AS by_line
  FROM sales_due AS d
  JOIN waterfall_shares AS w ON w.order_id = d.order_id
  JOIN v_orders AS o ON o.order_id = d.order_id
  LEFT JOIN goods_and_ads AS g ON g.order_id = d.order_id
  WHERE d.state NOT IN ('test', 'lead')
) AS p
CROSS JOIN v_settings AS k
