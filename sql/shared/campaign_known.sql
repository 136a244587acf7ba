-- needs: campaign_orders
-- needs: campaign_cover
-- needs: campaign_scope
-- needs: as_of_day
-- computed once
-- Up to which minute since 1970 (in the workspace's zone) each shop's orders of a campaign are known. A campaign is over for a
-- shop where a file covers a later day, or was made after its last one; else it is known to when the newest file that reaches its
-- newest order was made, or to that order where it is later. Files have their time in UTC; that order, which has both times, says
-- how far the zone is off.
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
       ELSE MAX(p.newest, MIN(COALESCE(m.made_minute, 0), (c.to_day + 1) * 1440, (t.day + 1) * 1440)) END AS known_minute
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
LEFT JOIN (
  SELECT n.campaign AS campaign, n.source AS source, n.account AS account, MAX(d.day * 1440 + f.minutes + n.ahead + 1) AS made_minute
  FROM (
    SELECT
      o.campaign AS campaign, o.source AS source, o.account AS account, MAX(o.day) AS day,
      MAX((o.day - u.day) * 1440 + o.minute - 60 * CAST(SUBSTR(v.ordered_at, 12, 2) AS INTEGER) - CAST(SUBSTR(v.ordered_at, 15, 2) AS INTEGER)) AS ahead
    FROM campaign_orders AS o
    JOIN v_orders AS v ON v.order_id = o.order_id
    JOIN v_days AS u ON u.date = SUBSTR(v.ordered_at, 1, 10)
    WHERE o.part = 'own' AND o.minute IS NOT NULL
    GROUP BY o.campaign, o.source, o.account
  ) AS n
  JOIN (
    SELECT
      i.source AS source, r.account AS account, r.to_day AS to_day, SUBSTR(i.effective_at, 1, 10) AS made_date,
      60 * CAST(SUBSTR(i.effective_at, 12, 2) AS INTEGER) + CAST(SUBSTR(i.effective_at, 15, 2) AS INTEGER) AS minutes
    FROM v_imports AS i
    JOIN v_file_days AS r ON r.import_id = i.import_id AND r.need = 'orders'
    WHERE i.is_active = 1
  ) AS f ON f.source = n.source AND f.account = n.account AND f.to_day >= n.day
  JOIN v_days AS d ON d.date = f.made_date
  GROUP BY n.campaign, n.source, n.account
) AS m ON m.campaign = p.campaign AND m.source = p.source AND m.account = p.account
