-- needs: shop_days
-- The newest whole day of each shop beside what such a day usually sells: days of the same season (pay-day, Lebaran) where there
-- are three, else ordinary ones of the same weekday where there are three, else ordinary ones where there are ten. Campaign days
-- are in no baseline, twin dates only in their own season's. usual is NULL, and nothing is judged, where that is not known, on
-- a campaign's or twin date itself, in the three days after one, and on the holidays of Lebaran.
SELECT
  d.source, d.account, d.channel, d.day, d.orders,
  CASE WHEN d.in_campaign = 1 OR d.season = 'twin' OR d.in_holiday = 1 OR EXISTS (
              SELECT 1 FROM shop_days AS e
               WHERE e.source = d.source AND e.account = d.account AND e.channel = d.channel
                 AND e.day BETWEEN d.day - 3 AND d.day - 1 AND (e.in_campaign = 1 OR e.season = 'twin')) THEN NULL
       WHEN d.season <> 'ordinary' THEN CASE WHEN COUNT(CASE WHEN u.season = d.season AND u.in_holiday = 0 THEN 1 END) >= 3
              THEN AVG(CASE WHEN u.season = d.season AND u.in_holiday = 0 THEN 1.0 * u.orders END) END
       WHEN COUNT(CASE WHEN u.season = 'ordinary' AND u.weekday = d.weekday THEN 1 END) >= 3
              THEN AVG(CASE WHEN u.season = 'ordinary' AND u.weekday = d.weekday THEN 1.0 * u.orders END)
       WHEN COUNT(CASE WHEN u.season = 'ordinary' THEN 1 END) >= 10
              THEN AVG(CASE WHEN u.season = 'ordinary' THEN 1.0 * u.orders END) END AS usual,
  -- How far such days scatter: never less than counting alone makes them.
  AVG(CASE WHEN u.season = 'ordinary' THEN 1.0 * u.orders * u.orders END)
    - AVG(CASE WHEN u.season = 'ordinary' THEN 1.0 * u.orders END) * AVG(CASE WHEN u.season = 'ordinary' THEN 1.0 * u.orders END) AS scatter
FROM shop_days AS d
LEFT JOIN shop_days AS u
  ON u.source = d.source AND u.account = d.account AND u.channel = d.channel AND u.is_newest = 0 AND u.in_campaign = 0
WHERE d.is_newest = 1
GROUP BY d.source, d.account, d.channel, d.day, d.orders, d.in_campaign, d.season, d.in_holiday, d.weekday
