-- computed once
-- The returned orders up to as_of, tests aside, with the shipping the order file names. What is stored of customers says who has
-- any: all orders need not be looked at.
SELECT
  o.order_id AS order_id, f.customer_id AS customer_id, o.platform AS platform,
  o.shipping_cost_sen + COALESCE(o.return_fee_sen, 0) AS named_sen
FROM v_customer_facts AS f
CROSS JOIN v_orders AS o
WHERE o.customer_id = f.customer_id AND f.rts_orders > 0
  AND o.status = 'rts' AND o.is_test = 0 AND o.ordered_date <= :as_of /* narrowed by f.customer_id */
