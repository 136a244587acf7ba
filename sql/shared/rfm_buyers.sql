-- needs: as_of_day
-- needs: customer_sums
-- computed once
-- Every identified customer with a completed order by as_of.
SELECT
  s.customer_id AS customer_id, s.last_done_day AS last_done_day, a.day - s.last_done_day AS recency_days,
  s.completed_orders AS frequency, s.completed_sen AS monetary_sen, s.life_cycle AS life_cycle, s.last_date AS last_date,
  CASE WHEN c.confidence = 'probable' THEN 1 ELSE 0 END AS is_probable
FROM customer_sums AS s
JOIN v_customers AS c ON c.customer_id = s.customer_id
CROSS JOIN as_of_day AS a
WHERE s.completed_orders > 0 AND c.confidence <> 'anonymous'
