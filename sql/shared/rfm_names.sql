-- computed once
-- The names of the segments, one row for each score of R and one column for each of F: five rows to look through for every
-- customer instead of twenty-five.
SELECT
  g.r AS r,
  MAX(CASE WHEN g.f = 1 THEN g.rfm_segment END) AS f1,
  MAX(CASE WHEN g.f = 2 THEN g.rfm_segment END) AS f2,
  MAX(CASE WHEN g.f = 3 THEN g.rfm_segment END) AS f3,
  MAX(CASE WHEN g.f = 4 THEN g.rfm_segment END) AS f4,
  MAX(CASE WHEN g.f = 5 THEN g.rfm_segment END) AS f5
FROM v_rfm_segments AS g
GROUP BY g.r
