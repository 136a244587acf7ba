-- needs: campaign_spans
-- computed once
-- Every order of those days that was bought, later canceled ones too, in the channels of the campaign and of :channel.
--
-- gmv_sen  item price × pieces before seller discounts (definitions, AMB-22)
-- net_sen  net revenue where the order counts
SELECT
  s.campaign,
  s.part,
  s.from_day,
  o.order_id,
  o.source,
  o.account,
  COALESCE(o.channel, o.platform) AS channel,
  o.customer_id,
  o.ordered_date,
  o.ordered_day AS day,
  o.ordered_minute AS minute,
  COALESCE(o.product_gross_sen, o.net_revenue_sen + COALESCE(o.seller_discount_sen, 0), 0) AS gmv_sen,
  CASE WHEN o.is_counted = 1 THEN o.net_revenue_sen ELSE 0 END AS net_sen,
  COALESCE((SELECT COALESCE(SUM(i.quantity), 0) FROM v_order_items AS i WHERE i.order_id = o.order_id HAVING COUNT(*) > 0), o.quantity, 0) AS items
FROM campaign_spans AS s
JOIN v_orders AS o ON o.ordered_date BETWEEN s.from_date AND s.to_date
WHERE o.is_test = 0 AND o.status NOT IN ('created', 'pending') AND o.ordered_date <= :as_of
  AND (s.channel = 'all' OR COALESCE(o.channel, o.platform) = s.channel
       OR (s.channel = 'tiktok_tokopedia' AND COALESCE(o.channel, o.platform) IN ('tiktok', 'tokopedia')))
  AND (:channel = 'all' OR COALESCE(o.channel, o.platform) = :channel)
