-- needs: ad_spend_days
-- computed once
-- The orders that share ad spend, each by its value: in the campaign that its UTM names, where that spent on the day,
-- else (campaign NULL) in the pool of its channel.
SELECT
  o.order_id AS order_id, o.ordered_date AS ad_date, o.net_revenue_sen AS weight,
  c.campaign AS campaign,
  CASE WHEN o.platform IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
       THEN o.platform ELSE 'own' END AS pool
FROM v_orders AS o
LEFT JOIN (
  SELECT s.ad_date AS ad_date, s.campaign AS campaign
  FROM ad_spend_days AS s
  WHERE s.spend_sen > 0
  GROUP BY s.ad_date, s.campaign
) AS c ON c.ad_date = o.ordered_date AND c.campaign = LOWER(TRIM(o.utm_campaign))
WHERE o.is_counted = 1 AND o.net_revenue_sen > 0 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
  AND o.ordered_date <= :as_of
