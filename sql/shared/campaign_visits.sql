-- needs: campaign_scope
-- computed once
-- Visitors of a campaign's days in its channels, where a traffic export has them; the export of TikTok holds Tokopedia's, too.
SELECT c.campaign, d.day, COALESCE(SUM(t.visitors), 0) AS visitors, COALESCE(SUM(t.orders), 0) AS orders
FROM campaign_scope AS c
JOIN v_days AS d ON d.day BETWEEN c.from_day AND c.to_day
JOIN v_shop_traffic AS t ON t.traffic_date = d.date AND t.visitors IS NOT NULL
WHERE t.traffic_date <= :as_of AND (:channel = 'all' OR t.platform = :channel)
  AND (c.channel IN ('all', t.platform) OR (c.channel = 'tiktok_tokopedia' AND t.platform = 'tiktok'))
GROUP BY c.campaign, d.day
