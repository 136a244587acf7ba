-- needs: rts_rows
-- needs: return_losses
-- The parcels behind each key of the return lists, as their rows are shown: what counts has a value.
SELECT
  r.dim AS dim, r.key AS key, r.customer_id AS customer_id, 'orders' AS entity, r.order_id AS entity_id,
  CASE r.dim WHEN 'courier' THEN r.key WHEN 'product' THEN r.key ELSE COALESCE(l.courier, '(tanpa kurir)') END AS segment,
  o.order_no AS label, o.left_date AS date, '' AS reason, o.net_revenue_sen AS amount_sen,
  o.platform AS platform, COALESCE(l.province, '(tanpa provinsi)') AS province, COALESCE(l.courier, '(tanpa kurir)') AS courier,
  CASE WHEN l.rts = 1 THEN 1 END AS rts, 1 AS shipped_total, CASE WHEN l.completed = 1 THEN 1 END AS completed,
  CASE WHEN l.at_risk = 1 THEN 1 END AS at_risk, CASE WHEN l.refused = 1 THEN 1 END AS refused,
  CASE WHEN l.returned = 1 THEN 1 END AS returned, CASE WHEN l.lost = 1 THEN 1 END AS lost,
  CASE WHEN l.rts = 1 THEN r.loss_revenue_sen END AS loss_revenue_sen, r.loss_cash_sen AS loss_cash_sen
FROM rts_rows AS r
JOIN return_losses AS l ON l.order_id = r.order_id
JOIN v_orders AS o ON o.order_id = r.order_id
