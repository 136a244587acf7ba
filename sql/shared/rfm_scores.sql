-- needs: as_of_day
-- needs: customer_sums
-- R, F, M of every identified customer with a completed order by as_of. Scores of R and M are fifths by how many
-- customers are strictly worse, so that equals score alike; whole numbers only, no rounding.
SELECT
  v.customer_id AS customer_id, v.recency_days AS recency_days, v.frequency AS frequency, v.monetary_sen AS monetary_sen,
  v.life_cycle AS life_cycle, v.r AS r, v.f AS f, v.m AS m, g.rfm_segment AS rfm_segment
FROM (
  SELECT
    k.customer_id, k.recency_days, k.frequency, k.monetary_sen, k.life_cycle,
    CASE WHEN 5 * k.staler >= 4 * k.population THEN 5 WHEN 5 * k.staler >= 3 * k.population THEN 4
         WHEN 5 * k.staler >= 2 * k.population THEN 3 WHEN 5 * k.staler >= k.population THEN 2 ELSE 1 END AS r,
    CASE WHEN k.frequency >= 6 THEN 5 WHEN k.frequency >= 4 THEN 4 ELSE k.frequency END AS f,
    CASE WHEN 5 * k.poorer >= 4 * k.population THEN 5 WHEN 5 * k.poorer >= 3 * k.population THEN 4
         WHEN 5 * k.poorer >= 2 * k.population THEN 3 WHEN 5 * k.poorer >= k.population THEN 2 ELSE 1 END AS m
  FROM (
    SELECT
      s.customer_id,
      a.day - s.last_done_day AS recency_days,
      s.completed_orders AS frequency,
      s.completed_sen AS monetary_sen,
      s.life_cycle,
      COUNT(*) OVER () AS population,
      RANK() OVER (ORDER BY s.last_done_day) - 1 AS staler,
      RANK() OVER (ORDER BY s.completed_sen) - 1 AS poorer
    FROM customer_sums AS s
    JOIN v_customers AS c ON c.customer_id = s.customer_id
    CROSS JOIN as_of_day AS a
    WHERE s.completed_orders > 0 AND c.confidence <> 'anonymous'
  ) AS k
) AS v
CROSS JOIN v_rfm_segments AS g
WHERE g.r = v.r AND g.f = v.f
