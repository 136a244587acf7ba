-- needs: rfm_buyers
-- needs: rfm_fifths
-- needs: rfm_names
-- R, F, M of every identified customer with a completed order by as_of. Scores of R and M are fifths by how many
-- customers are strictly worse, so that equals score alike; whole numbers only, no rounding.
SELECT
  v.customer_id AS customer_id, v.recency_days AS recency_days, v.frequency AS frequency, v.monetary_sen AS monetary_sen,
  v.life_cycle AS life_cycle, v.last_date AS last_date, v.is_probable AS is_probable,
  v.r AS r, v.f AS f, v.m AS m,
  CASE v.f WHEN 1 THEN g.f1 WHEN 2 THEN g.f2 WHEN 3 THEN g.f3 WHEN 4 THEN g.f4 ELSE g.f5 END AS rfm_segment
FROM (
  SELECT
    b.customer_id, b.recency_days, b.frequency, b.monetary_sen, b.life_cycle, b.last_date, b.is_probable,
    CASE WHEN b.last_done_day >= w.r5 THEN 5 WHEN b.last_done_day >= w.r4 THEN 4
         WHEN b.last_done_day >= w.r3 THEN 3 WHEN b.last_done_day >= w.r2 THEN 2 ELSE 1 END AS r,
    CASE WHEN b.frequency >= 6 THEN 5 WHEN b.frequency >= 4 THEN 4 ELSE b.frequency END AS f,
    CASE WHEN b.monetary_sen >= w.m5 THEN 5 WHEN b.monetary_sen >= w.m4 THEN 4
         WHEN b.monetary_sen >= w.m3 THEN 3 WHEN b.monetary_sen >= w.m2 THEN 2 ELSE 1 END AS m
  FROM rfm_buyers AS b
  CROSS JOIN rfm_fifths AS w
) AS v
JOIN rfm_names AS g ON g.r = v.r
