-- severity: error
-- id: Belanja iklan di satu laporan yang tidak terhitung pada hari-harinya
-- en: Ad spend of a report that does not count on its days
-- Always empty: what finer rows leave of a coarser one counts as its rest. This proves it for every window of an
-- account's own report of which a row does not simply stand. A credit (negative spend) is no part of the proof.
WITH windows AS (
  SELECT DISTINCT r.platform, r.account, r.level, r.date_from, r.date_to, r.from_day, r.to_day
  FROM ad_spread AS p
  JOIN ad_performance AS r ON r.ad_row_id = p.ad_row_id
  WHERE r.account NOT LIKE '%:%'
),
days AS (
  SELECT d.platform, d.account, d.ad_day, SUM(d.spend_sen) AS spend_sen
  FROM v_ad_days AS d
  WHERE d.spend_sen > 0
  GROUP BY d.platform, d.account, d.ad_day
),
reported AS (
  SELECT w.platform, w.account, w.level, w.date_from, w.date_to, w.from_day, w.to_day, SUM(r.spend_sen) AS reported_sen
  FROM windows AS w
  JOIN ad_performance AS r
    ON r.platform = w.platform AND r.account = w.account AND r.level = w.level
   AND r.date_from = w.date_from AND r.date_to = w.date_to
  WHERE r.spend_sen > 0
  GROUP BY w.platform, w.account, w.level, w.date_from, w.date_to, w.from_day, w.to_day
)
SELECT t.platform, t.account, t.level, t.date_from, t.date_to, t.reported_sen, COALESCE(SUM(d.spend_sen), 0) AS counted_sen
FROM reported AS t
LEFT JOIN days AS d
  ON d.platform = t.platform AND d.account = t.account AND d.ad_day BETWEEN t.from_day AND t.to_day
GROUP BY t.platform, t.account, t.level, t.date_from, t.date_to, t.reported_sen
HAVING t.reported_sen > COALESCE(SUM(d.spend_sen), 0)
ORDER BY t.platform, t.account, t.date_from, t.level;
