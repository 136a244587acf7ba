-- needs: departures
-- computed once
-- The orders that left the warehouse in the period, by ship date, else ready, confirmed, ordered date.
SELECT
  o.order_id AS order_id, o.customer_id AS customer_id, o.platform AS platform, o.courier AS courier,
  o.province AS province, o.handled_by AS handled_by,
  o.shipping_cost_sen AS shipping_cost_sen, o.return_fee_sen AS return_fee_sen,
  CASE WHEN o.status = 'completed' THEN 1 ELSE 0 END AS completed,
  CASE WHEN o.status = 'rts' THEN 1 ELSE 0 END AS rts,
  CASE WHEN o.status = 'rts' AND o.return_kind = 'refused_undelivered' THEN 1 ELSE 0 END AS refused,
  CASE WHEN o.status = 'rts' AND o.return_kind = 'returned_after_receipt' THEN 1 ELSE 0 END AS returned,
  CASE WHEN o.return_kind = 'lost' THEN 1 ELSE 0 END AS lost,
  CASE WHEN o.status = 'shipped' AND o.delivery_problem IS NOT NULL THEN 1 ELSE 0 END AS at_risk,
  CASE WHEN o.status = 'rts' THEN o.net_revenue_sen ELSE 0 END AS loss_revenue_sen
FROM departures AS d
JOIN v_orders AS o ON o.order_id = d.order_id
WHERE o.left_warehouse = 1
