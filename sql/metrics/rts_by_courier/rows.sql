/*omni
explains = ["rts", "shipped_total", "completed", "at_risk", "refused", "returned", "lost", "loss_revenue_sen"]
ratios = { rts_rate_bps = ["rts", "shipped_total"] }
filters = ["platform", "province"]
uses = ["shipped_orders"]
params = ["from_date", "to_date"]
sources = ["v_departures", "v_orders"]
*/
SELECT
  'orders' AS entity,
  s.order_id AS entity_id,
  COALESCE(s.courier, '(tanpa kurir)') AS segment,
  o.order_no AS label,
  o.left_date AS date,
  '' AS reason,
  o.net_revenue_sen AS amount_sen,
  COALESCE(s.courier, '(tanpa kurir)') AS courier,
  s.platform AS platform,
  s.province AS province,
  CASE WHEN s.rts = 1 THEN 1 END AS rts,
  1 AS shipped_total,
  CASE WHEN s.completed = 1 THEN 1 END AS completed,
  CASE WHEN s.at_risk = 1 THEN 1 END AS at_risk,
  CASE WHEN s.refused = 1 THEN 1 END AS refused,
  CASE WHEN s.returned = 1 THEN 1 END AS returned,
  CASE WHEN s.lost = 1 THEN 1 END AS lost,
  CASE WHEN s.rts = 1 THEN s.loss_revenue_sen END AS loss_revenue_sen
FROM shipped_orders AS s
JOIN v_orders AS o ON o.order_id = s.order_id
ORDER BY entity, entity_id, courier;
