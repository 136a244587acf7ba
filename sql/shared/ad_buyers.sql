-- needs: ad_spend_days
-- computed once
-- The orders that share ad spend, each by its value: in the campaign that its UTM names, where that spent on the day,
-- else (campaign NULL) in the pool of its channel.
SELECT
  o.order_id AS order_id, o.ordered_date AS ad_date, o.net_revenue_sen AS weight,
  (SELECT MIN(s.campaign) FROM ad_spend_days AS s
    WHERE s.ad_date = o.ordered_date AND s.campaign = LOWER(TRIM(o.utm_campaign)) AND s.spend_sen > 0) AS campaign,
  CASE WHEN o.platform IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
       THEN o.platform ELSE 'own' END AS pool
FROM v_orders AS o
WHERE o.is_counted = 1 AND o.net_revenue_sen > 0 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
  AND o.ordered_date <= :as_of
