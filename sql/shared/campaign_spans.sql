-- needs: campaign_scope
-- computed once
-- The days a campaign is looked at by: its own, the 56 before it, the 7 after it, those of the campaign it is compared with.
SELECT x.campaign, x.part, x.channel, x.from_day, x.to_day,
  (SELECT f.date FROM v_days AS f WHERE f.day = x.from_day) AS from_date,
  (SELECT u.date FROM v_days AS u WHERE u.day = x.to_day) AS to_date
FROM (
  SELECT c.campaign, 'own' AS part, c.channel, c.from_day, c.to_day FROM campaign_scope AS c
  UNION ALL
  SELECT c.campaign, 'before', c.channel, c.from_day - 56, c.from_day - 1 FROM campaign_scope AS c
  UNION ALL
  SELECT c.campaign, 'after', c.channel, c.to_day + 1, c.to_day + 7 FROM campaign_scope AS c
  UNION ALL
  SELECT c.campaign, 'compare', COALESCE(e.channel, 'all'), e.from_day, e.to_day
  FROM campaign_scope AS c
  JOIN v_campaigns AS e ON e.campaign = c.compare
) AS x
