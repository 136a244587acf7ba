-- severity: warning
-- id: Iklan yang tampaknya berganti nama di antara dua unduhan: belanjanya terhitung dua kali
-- en: An ad that seems to have been renamed between two downloads: its spend counts twice
-- No export of ads carries an id, so a renamed ad is another ad. What gives it away: the same window and level, the
-- same spend and impressions, one name changed, and no file that tells of both.
WITH alike AS (
  SELECT a.platform, a.account, a.level, a.date_from, a.date_to, a.spend_sen, COALESCE(a.impressions, -1) AS impressions
  FROM ad_performance AS a
  WHERE a.spend_sen > 0
  GROUP BY a.platform, a.account, a.level, a.date_from, a.date_to, a.spend_sen, COALESCE(a.impressions, -1)
  HAVING COUNT(*) > 1
),
candidates AS (
  SELECT a.*
  FROM alike AS g
  JOIN ad_performance AS a
    ON a.platform = g.platform AND a.account = g.account AND a.level = g.level
   AND a.date_from = g.date_from AND a.date_to = g.date_to
   AND a.spend_sen = g.spend_sen AND COALESCE(a.impressions, -1) = g.impressions
)
SELECT
  a.platform,
  a.account,
  a.date_from,
  a.date_to,
  TRIM(a.campaign || ' / ' || a.adset || ' / ' || a.ad, ' /') AS was,
  TRIM(b.campaign || ' / ' || b.adset || ' / ' || b.ad, ' /') AS now,
  a.spend_sen
FROM candidates AS a
JOIN candidates AS b
  ON b.platform = a.platform AND b.account = a.account AND b.level = a.level
 AND b.date_from = a.date_from AND b.date_to = a.date_to
 AND b.spend_sen = a.spend_sen AND COALESCE(b.impressions, -1) = COALESCE(a.impressions, -1)
 AND (a.effective_at < b.effective_at OR (a.effective_at = b.effective_at AND a.ad_row_id < b.ad_row_id))
WHERE (a.campaign <> b.campaign) + (a.adset <> b.adset) + (a.ad <> b.ad) = 1
  AND NOT EXISTS (
    SELECT 1
    FROM row_origins AS x
    JOIN row_origins AS y ON y.entity = 'ad_performance' AND y.entity_id = b.ad_row_id AND y.import_id = x.import_id
    WHERE x.entity = 'ad_performance' AND x.entity_id = a.ad_row_id
  )
ORDER BY a.platform, a.account, a.date_from, a.campaign, a.adset, a.ad;
