-- needs: as_of_day
-- computed once
-- Orders of each shop (a source's account and channel) on its newest whole day and on the 56 before it, as far as files cover
-- them, canceled orders too. The newest day a file tells of may be cut off by the hour of the download: it is not a whole one.
SELECT
  s.source, s.account, s.channel,
  d.day, d.weekday, d.season, d.in_holiday,
  CASE WHEN d.day = s.day THEN 1 ELSE 0 END AS is_newest,
  CASE WHEN EXISTS (SELECT 1 FROM v_campaigns AS c WHERE d.day BETWEEN c.from_day AND c.to_day) THEN 1 ELSE 0 END AS in_campaign,
  COALESCE(n.orders, 0) AS orders
FROM (
  SELECT o.source, o.account, COALESCE(o.channel, o.platform) AS channel, MAX(o.ordered_day) - 1 AS day
  FROM v_orders AS o
  CROSS JOIN as_of_day AS t
  WHERE o.is_test = 0 AND o.ordered_day <= t.day AND o.ordered_day > t.day - 60
    AND o.ordered_date > COALESCE((SELECT h.date FROM as_of_day AS e JOIN v_days AS h ON h.day = e.day - 60), '') AND o.ordered_date <= :as_of
  GROUP BY o.source, o.account, COALESCE(o.channel, o.platform)
) AS s
JOIN v_seasons AS d ON d.day BETWEEN s.day - 56 AND s.day
LEFT JOIN (
  SELECT o.source, o.account, COALESCE(o.channel, o.platform) AS channel, o.ordered_day AS day, COUNT(*) AS orders
  FROM v_orders AS o
  CROSS JOIN as_of_day AS t
  WHERE o.is_test = 0 AND o.ordered_day <= t.day AND o.ordered_day > t.day - 120
    AND o.ordered_date > COALESCE((SELECT h.date FROM as_of_day AS e JOIN v_days AS h ON h.day = e.day - 120), '') AND o.ordered_date <= :as_of
  GROUP BY o.source, o.account, COALESCE(o.channel, o.platform), o.ordered_day
) AS n ON n.source = s.source AND n.account = s.account AND n.channel = s.channel AND n.day = d.day
WHERE n.orders IS NOT NULL
   OR EXISTS (SELECT 1 FROM v_covered AS v
               WHERE v.need = 'orders' AND v.source = s.source AND v.account = s.account AND d.day BETWEEN v.from_day AND v.to_day)
