-- A campaign whose parent is on no list is a main one: it would be in no sum.
-- The campaigns that touch the period, each with the earlier one it is compared with: the named one, else the last of its kind.
SELECT
  c.campaign,
  c.kind,
  c.parent,
  CASE WHEN EXISTS (SELECT 1 FROM v_campaigns AS p WHERE p.campaign = c.parent AND p.campaign <> c.campaign) THEN 'sub' ELSE 'main' END AS role,
  c.target_sen,
  COALESCE(c.channel, 'all') AS channel,
  c.from_date,
  c.to_date,
  c.from_day,
  c.to_day,
  COALESCE(c.compare, (
    SELECT e.campaign FROM v_campaigns AS e
    WHERE e.kind = c.kind AND e.to_date < c.from_date AND COALESCE(e.parent, '') = ''
    ORDER BY e.from_date DESC, e.campaign LIMIT 1
  )) AS compare
FROM v_campaigns AS c
WHERE c.from_date < :to_date AND c.to_date >= :from_date AND c.from_date <= c.to_date
