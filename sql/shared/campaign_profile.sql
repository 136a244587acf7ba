-- needs: campaign_scope
-- needs: campaign_timed
-- computed once
-- How a campaign's order value is spread over the hours of a day: as the campaign it is compared with, if 30 of its orders have a
-- time; else as the comparable days before, if 30 have; else evenly. The 24 shares of a campaign add up to 1.
SELECT
  k.campaign,
  h.hour,
  CASE WHEN k.was_orders >= 30 AND k.was_sen > 0 THEN 1.0 * COALESCE(s.was_sen, 0) / k.was_sen
       WHEN k.usual_orders >= 30 AND k.usual_sen > 0 THEN 1.0 * COALESCE(s.usual_sen, 0) / k.usual_sen
       ELSE 1.0 / 24 END AS share,
  CASE WHEN k.was_orders >= 30 AND k.was_sen > 0 THEN 'campaign'
       WHEN k.usual_orders >= 30 AND k.usual_sen > 0 THEN 'usual'
       ELSE 'even' END AS profile
FROM (
  SELECT
    c.campaign,
    COUNT(CASE WHEN o.part = 'compare' THEN 1 END) AS was_orders,
    COALESCE(SUM(CASE WHEN o.part = 'compare' THEN o.gmv_sen END), 0) AS was_sen,
    COUNT(CASE WHEN o.part = 'before' THEN 1 END) AS usual_orders,
    COALESCE(SUM(CASE WHEN o.part = 'before' THEN o.gmv_sen END), 0) AS usual_sen
  FROM campaign_scope AS c
  LEFT JOIN campaign_timed AS o ON o.campaign = c.campaign
  GROUP BY c.campaign
) AS k
CROSS JOIN v_hours AS h
LEFT JOIN (
  SELECT
    o.campaign, o.hour,
    COALESCE(SUM(CASE WHEN o.part = 'compare' THEN o.gmv_sen END), 0) AS was_sen,
    COALESCE(SUM(CASE WHEN o.part = 'before' THEN o.gmv_sen END), 0) AS usual_sen
  FROM campaign_timed AS o
  GROUP BY o.campaign, o.hour
) AS s ON s.campaign = k.campaign AND s.hour = h.hour
