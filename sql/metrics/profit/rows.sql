/*omni
explains = ["profit_sen", "revenue_sen", "refund_sen", "platform_fees_sen", "shipping_sen", "return_loss_sen", "packing_sen", "ads_sen", "other_costs_sen"]
filters = ["platform", "province", "handler"]
uses = ["order_profits", "profit_rest"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_days", "v_days", "v_direct_days", "v_dues", "v_lines_of_sales", "v_money_steps", "v_monthly_costs", "v_months", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
*/
WITH any_known AS (
  SELECT CASE WHEN COUNT(CASE WHEN k.is_known = 1 THEN 1 END) > 0 OR COUNT(*) = 0 THEN 1 ELSE 0 END AS is_told
  FROM order_profits AS k
  WHERE k.state IN ('done', 'lost')
)
SELECT
  'orders' AS entity,
  o.order_id AS entity_id,
  o.platform AS segment,
  o.order_no AS label,
  o.ordered_date AS date,
  CASE WHEN o.is_known = 0 THEN 'cost_unknown' ELSE '' END AS reason,
  o.revenue_sen AS amount_sen,
  o.platform AS platform,
  o.province AS province,
  o.handled_by AS handler,
  CASE WHEN o.is_known = 1 AND a.is_told = 1
       THEN o.revenue_sen + o.refund_sen + o.cogs_sen + o.platform_fees_sen + o.shipping_sen + o.return_loss_sen + o.packing_sen + o.ads_sen
  END AS profit_sen,
  o.revenue_sen AS revenue_sen,
  o.refund_sen AS refund_sen,
  o.platform_fees_sen AS platform_fees_sen,
  o.shipping_sen AS shipping_sen,
  o.return_loss_sen AS return_loss_sen,
  o.packing_sen AS packing_sen,
  o.ads_sen AS ads_sen,
  NULL AS other_costs_sen
FROM order_profits AS o
CROSS JOIN any_known AS a
UNION ALL
SELECT
  'profit_rest', CAST(SUBSTR(r.month, 1, 4) || SUBSTR(r.month, 6, 2) AS INTEGER), '(tidak terbagi)', r.month, r.month || '-01', '',
  COALESCE(SUM(r.platform_fees_sen + r.shipping_sen + r.ads_sen + r.other_costs_sen), 0), NULL, NULL, NULL,
  CASE WHEN MAX(a.is_told) = 1 THEN COALESCE(SUM(r.platform_fees_sen + r.shipping_sen + r.ads_sen + r.other_costs_sen), 0) END,
  NULL, NULL, COALESCE(SUM(r.platform_fees_sen), 0), COALESCE(SUM(r.shipping_sen), 0), NULL, NULL, COALESCE(SUM(r.ads_sen), 0),
  COALESCE(SUM(r.other_costs_sen), 0)
FROM profit_rest AS r
CROSS JOIN any_known AS a
GROUP BY r.month
ORDER BY entity, entity_id;
