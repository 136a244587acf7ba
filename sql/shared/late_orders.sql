-- computed once
-- The orders up to as_of, tests aside, of customers with something newer: what they came to by then is added up from these; of the
-- others it is stored (v_customer_facts). The status is worked out once, not anew in each sum. A question about some customers
-- puts their ids in place of the mark (metrics/shared.py).
-- is_done   completed by as_of: from the day it was completed, else ordered
SELECT
  o.order_id AS order_id, o.customer_id AS customer_id, o.platform AS platform, o.status AS status, o.is_counted AS is_counted,
  o.ordered_at AS ordered_at, o.ordered_date AS ordered_date, o.ordered_day AS ordered_day,
  o.net_revenue_sen AS net_revenue_sen, o.delivered_revenue_sen AS delivered_revenue_sen, o.quantity AS quantity,
  CASE WHEN COALESCE(o.completed_date, o.ordered_date) <= :as_of THEN 1 ELSE 0 END AS is_ended,
  CASE WHEN o.status = 'completed' AND COALESCE(o.completed_date, o.ordered_date) <= :as_of THEN 1 ELSE 0 END AS is_done,
  COALESCE(o.completed_day, o.ordered_day) AS done_day
FROM v_customer_facts AS f
CROSS JOIN v_orders AS o
WHERE o.customer_id = f.customer_id AND f.latest_date > :as_of AND o.is_test = 0 AND o.ordered_date <= :as_of /* narrowed by f.customer_id */
