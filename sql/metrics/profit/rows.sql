/*omni
explains = ["profit_sen", "orders", "revenue_sen", "refund_sen", "cogs_sen", "platform_fees_sen", "shipping_sen", "return_loss_sen", "packing_sen", "ads_sen", "other_costs_sen", "unknown_sen"]
filters = ["platform", "province", "handler"]
uses = ["profit_drill"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_ad_days", "v_customers", "v_days", "v_direct_days", "v_dues", "v_lines", "v_lines_of_sales", "v_money_steps", "v_monthly_costs", "v_months", "v_order_items", "v_orders", "v_payer_starts", "v_payout_days", "v_sales", "v_settings"]
*/
SELECT
  d.entity AS entity,
  d.entity_id AS entity_id,
  d.segment AS segment,
  d.label AS label,
  d.date AS date,
  d.reason AS reason,
  d.amount_sen AS amount_sen,
  d.platform AS platform,
  d.province AS province,
  d.handler AS handler,
  d.profit_sen AS profit_sen,
  d.orders AS orders,
  d.revenue_sen AS revenue_sen,
  d.refund_sen AS refund_sen,
  d.cogs_sen AS cogs_sen,
  d.platform_fees_sen AS platform_fees_sen,
  d.shipping_sen AS shipping_sen,
  d.return_loss_sen AS return_loss_sen,
  d.packing_sen AS packing_sen,
  d.ads_sen AS ads_sen,
  d.other_costs_sen AS other_costs_sen,
  d.unknown_sen AS unknown_sen
FROM profit_drill AS d
WHERE d.dim = 'all'
ORDER BY entity, entity_id;
