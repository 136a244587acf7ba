-- Every parcel on its way by :as_of for which the courier reports a problem, and the last day to act on it where omni.toml says.
SELECT
  o.order_id,
  p.problem,
  p.since_date,
  (SELECT d.date FROM v_days AS d WHERE d.day = p.since_day + t.act_days) AS last_day_to_act
FROM v_delivery_problems AS p
JOIN v_orders AS o ON o.order_id = p.order_id
LEFT JOIN v_courier_days AS t ON t.courier = LOWER(o.courier)
WHERE o.status = 'shipped' AND o.is_test = 0 AND p.since_date <= :as_of
