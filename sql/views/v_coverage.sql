-- Per source, account and day whether a file covers it, from the first day any file covers to the newest.
--
-- A source that omni.toml calls retired is not expected after its last day.
-- Money follows orders: where settlements begin within ten days of everything else, nothing is missing before them.
CREATE VIEW v_coverage AS
SELECT
  k.source AS source,
  k.account AS account,
  k.need AS need,
  d.date AS date,
  d.day AS day,
  CASE WHEN c.source IS NULL THEN 0 ELSE 1 END AS covered,
  k.by_hand AS by_hand
FROM (SELECT MIN(from_day) AS first_day, MAX(to_day) AS last_day FROM v_covered) AS b
JOIN (
  SELECT source, account, need, MIN(from_day) AS first_day, MAX(by_hand) AS by_hand FROM v_covered GROUP BY source, account, need
) AS k
  ON 1 = 1
JOIN v_days AS d
  ON d.day >= CASE WHEN k.need = 'settlements' AND k.first_day - b.first_day <= 10 THEN k.first_day ELSE b.first_day END
 AND d.day <= b.last_day
LEFT JOIN store_settings AS r ON r.name = 'retired.' || k.source
LEFT JOIN v_covered AS c
  ON c.source = k.source AND c.account = k.account AND c.need = k.need AND d.day BETWEEN c.from_day AND c.to_day
WHERE r.value IS NULL OR d.date <= r.value OR c.source IS NOT NULL;
