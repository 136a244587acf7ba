-- needs: profit_goods
-- needs: order_ads
-- computed once
-- Cost of goods and ads of each sale in one row.
SELECT
  u.order_id AS order_id, MAX(u.kept_sen) AS kept_sen, MAX(u.all_sen) AS all_sen, COALESCE(SUM(u.ads_sen), 0) AS ads_sen,
  COALESCE(MAX(u.by_line), 0) AS by_line
FROM (
  SELECT g.order_id AS order_id, g.kept_sen AS kept_sen, g.all_sen AS all_sen, 0 AS ads_sen, g.by_line AS by_line
  FROM profit_goods AS g
  UNION ALL
  SELECT a.order_id, NULL, NULL, a.ads_sen, 0
  FROM order_ads AS a
) AS u
GROUP BY u.order_id
