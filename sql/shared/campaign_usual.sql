-- needs: campaign_days
-- computed once
-- What a shop sells on a day like each of the campaign's and of those after it: the mean of comparable days before.
--
-- Comparable is a covered day of the 56 before the campaign that is of no campaign: of the same season (pay-day, Lebaran) where
-- there are two such days; else an ordinary one of the same weekday, if there are two; else any ordinary one, if there are
-- three; else it is not known. Lebaran is compared with Lebaran only.
SELECT
  d.campaign,
  d.part,
  d.source,
  d.account,
  d.channel,
  d.day,
  d.in_campaign,
  d.gmv_sen,
  CASE WHEN d.season IN ('payday', 'lebaran') AND a.days >= 2 THEN CAST(ROUND(1.0 * a.gmv_sen / a.days) AS INTEGER)
       WHEN d.season = 'lebaran' THEN NULL
       WHEN b.days >= 2 THEN CAST(ROUND(1.0 * b.gmv_sen / b.days) AS INTEGER)
       WHEN c.days >= 3 THEN CAST(ROUND(1.0 * c.gmv_sen / c.days) AS INTEGER) END AS usual_sen,
  CASE WHEN d.season IN ('payday', 'lebaran') AND a.days >= 2 THEN a.days
       WHEN d.season = 'lebaran' THEN 0
       WHEN b.days >= 2 THEN b.days
       WHEN c.days >= 3 THEN c.days ELSE 0 END AS usual_days
FROM campaign_days AS d
LEFT JOIN (
  SELECT u.campaign, u.source, u.account, u.channel, u.season, COUNT(*) AS days, COALESCE(SUM(u.gmv_sen), 0) AS gmv_sen
  FROM campaign_days AS u WHERE u.part = 'before' AND u.in_campaign = 0
  GROUP BY u.campaign, u.source, u.account, u.channel, u.season
) AS a
  ON a.campaign = d.campaign AND a.source = d.source AND a.account = d.account AND a.channel = d.channel AND a.season = d.season
LEFT JOIN (
  SELECT u.campaign, u.source, u.account, u.channel, u.weekday, COUNT(*) AS days, COALESCE(SUM(u.gmv_sen), 0) AS gmv_sen
  FROM campaign_days AS u WHERE u.part = 'before' AND u.in_campaign = 0 AND u.season = 'ordinary'
  GROUP BY u.campaign, u.source, u.account, u.channel, u.weekday
) AS b
  ON b.campaign = d.campaign AND b.source = d.source AND b.account = d.account AND b.channel = d.channel AND b.weekday = d.weekday
LEFT JOIN (
  SELECT u.campaign, u.source, u.account, u.channel, COUNT(*) AS days, COALESCE(SUM(u.gmv_sen), 0) AS gmv_sen
  FROM campaign_days AS u WHERE u.part = 'before' AND u.in_campaign = 0 AND u.season = 'ordinary'
  GROUP BY u.campaign, u.source, u.account, u.channel
) AS c
  ON c.campaign = d.campaign AND c.source = d.source AND c.account = d.account AND c.channel = d.channel
WHERE d.part IN ('own', 'after')
