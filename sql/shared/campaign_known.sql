-- needs: campaign_orders
-- needs: campaign_cover
-- needs: campaign_scope
-- needs: as_of_day
-- computed once
-- Up to which minute since 1970 (in the workspace's zone) each shop's orders of a campaign are known. A campaign is over for a
-- shop where a file covers a later day, or was made after its last one; else its newest order says how far the files reach.
SELECT
  p.campaign,
  p.source,
  p.account,
  p.channel,
  c.from_day * 1440 AS from_minute,
  (c.to_day + 1) * 1440 AS end_minute,
  p.gmv_sen,
  CASE WHEN (t.day > c.to_day AND (p.source = 'orders' OR EXISTS (
                SELECT 1 FROM campaign_cover AS v
                 WHERE v.source = p.source AND v.account = p.account AND v.to_day > c.to_day)))
              OR (t.day >= c.to_day AND EXISTS (SELECT 1 FROM v_imports AS i
                          WHERE i.source = p.source AND i.account = p.account AND i.is_active = 1
                            AND SUBSTR(i.effective_at, 1, 10) > c.to_date))
       THEN (c.to_day + 1) * 1440
       ELSE p.newest END AS known_minute
FROM (
  SELECT
    o.campaign, o.source, o.account, o.channel,
    COALESCE(SUM(o.gmv_sen), 0) AS gmv_sen,
    -- One export holds all channels of a source: its newest order of any of them.
    MAX(MAX(o.day * 1440 + COALESCE(o.minute, 1439) + 1)) OVER (PARTITION BY o.campaign, o.source, o.account) AS newest
  FROM campaign_orders AS o WHERE o.part = 'own'
  GROUP BY o.campaign, o.source, o.account, o.channel
) AS p
JOIN campaign_scope AS c ON c.campaign = p.campaign
CROSS JOIN as_of_day AS t
