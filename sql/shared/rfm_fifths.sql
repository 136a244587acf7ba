-- needs: rfm_buyers
-- computed once
-- Where the fifths of R and M begin: the least day (r2 … r5) and the least amount (m2 … m5) of which a fifth, two, three, four fifths
-- of the buyers are strictly worse. Days and amounts are counted value by value: ranking every buyer takes two sorts of all of them.
SELECT
  MIN(CASE WHEN f.kind = 'r' AND 5 * f.worse >= f.population THEN f.value END) AS r2,
  MIN(CASE WHEN f.kind = 'r' AND 5 * f.worse >= 2 * f.population THEN f.value END) AS r3,
  MIN(CASE WHEN f.kind = 'r' AND 5 * f.worse >= 3 * f.population THEN f.value END) AS r4,
  MIN(CASE WHEN f.kind = 'r' AND 5 * f.worse >= 4 * f.population THEN f.value END) AS r5,
  MIN(CASE WHEN f.kind = 'm' AND 5 * f.worse >= f.population THEN f.value END) AS m2,
  MIN(CASE WHEN f.kind = 'm' AND 5 * f.worse >= 2 * f.population THEN f.value END) AS m3,
  MIN(CASE WHEN f.kind = 'm' AND 5 * f.worse >= 3 * f.population THEN f.value END) AS m4,
  MIN(CASE WHEN f.kind = 'm' AND 5 * f.worse >= 4 * f.population THEN f.value END) AS m5
FROM (
  SELECT
    v.kind, v.value, COALESCE(SUM(v.buyers) OVER (PARTITION BY v.kind ORDER BY v.value), 0) - v.buyers AS worse, p.population
  FROM (
    SELECT 'r' AS kind, b.last_done_day AS value, COUNT(*) AS buyers FROM rfm_buyers AS b GROUP BY b.last_done_day
    UNION ALL
    SELECT 'm', b.monetary_sen, COUNT(*) FROM rfm_buyers AS b GROUP BY b.monetary_sen
  ) AS v
  CROSS JOIN (SELECT COUNT(*) AS population FROM rfm_buyers AS b) AS p
) AS f
