/*omni
explains = ["rts", "shipped_total", "completed", "at_risk", "refused", "returned", "lost", "loss_revenue_sen", "loss_cash_sen"]
ratios = { rts_rate_bps = ["rts", "shipped_total"] }
filters = ["platform", "province", "courier"]
uses = ["rts_drill"]
params = ["from_date", "to_date"]
sources = ["v_customers", "v_departures", "v_lines_of_sales", "v_money_steps", "v_order_items", "v_orders"]
*/
SELECT
  d.entity AS entity,
  d.entity_id AS entity_id,
  d.segment AS segment,
  d.label AS label,
  d.date AS date,
  d.reason AS reason,
  d.amount_sen AS amount_sen,
  d.key AS product,
  d.platform AS platform,
  d.province AS province,
  d.courier AS courier,
  d.rts AS rts,
  d.shipped_total AS shipped_total,
  d.completed AS completed,
  d.at_risk AS at_risk,
  d.refused AS refused,
  d.returned AS returned,
  d.lost AS lost,
  d.loss_revenue_sen AS loss_revenue_sen,
  d.loss_cash_sen AS loss_cash_sen
FROM rts_drill AS d
WHERE d.dim = 'product'
ORDER BY entity, entity_id, product;
