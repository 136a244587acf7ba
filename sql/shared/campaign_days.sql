-- needs: campaign_orders
-- needs: campaign_cover
-- needs: as_of_day
-- computed once
-- Every day of a campaign, of the 56 before and the 7 after it, shop by shop (a shop is a source's account and channel), with the
-- order value. Only days a file covers: a day no file tells of is none without sales. Lists by hand cover every day.
SELECT
  s.campaign,
  s.part,
  p.source,
  p.account,
  p.channel,
  d.day,
  d.weekday,
  d.season,
  CASE WHEN s.part = 'own' THEN 0
       WHEN EXISTS (SELECT 1 FROM v_campaigns AS x WHERE d.day BETWEEN x.from_day AND x.to_day) THEN 1
       ELSE 0 END AS in_campaign,
  COALESCE(g.gmv_sen, 0) AS gmv_sen
FROM campaign_spans AS s
JOIN (
  SELECT DISTINCT b.campaign, b.source, b.account, b.channel
  FROM campaign_orders AS b WHERE b.part IN ('own', 'before')
) AS p ON p.campaign = s.campaign
JOIN v_seasons AS d ON d.day BETWEEN s.from_day AND s.to_day
CROSS JOIN as_of_day AS t
LEFT JOIN (
  SELECT o.campaign, o.part, o.source, o.account, o.channel, o.day, COALESCE(SUM(o.gmv_sen), 0) AS gmv_sen
  FROM campaign_orders AS o
  GROUP BY o.campaign, o.part, o.source, o.account, o.channel, o.day
) AS g
  ON g.campaign = s.campaign AND g.part = s.part AND g.source = p.source AND g.account = p.account
  AND g.channel = p.channel AND g.day = d.day
WHERE s.part <> 'compare' AND d.day <= t.day
  AND (p.source = 'orders'
       OR EXISTS (SELECT 1 FROM campaign_cover AS v
                   WHERE v.source = p.source AND v.account = p.account AND d.day BETWEEN v.from_day AND v.to_day))
