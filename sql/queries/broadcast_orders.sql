-- Counted orders placed after :since and before :until by customers who are known by a phone, once for each of their
-- phones. An order without a time of day counts from the day after :since.
SELECT
  k.key AS phone_key,
  o.customer_id,
  o.platform,
  o.account,
  o.order_no,
  o.net_revenue_sen
FROM v_orders AS o
JOIN v_customer_keys AS k ON k.customer_id = o.customer_id
WHERE o.is_test = 0 AND o.is_counted = 1 AND k.key LIKE 'phone:%'
  AND o.ordered_date >= :from_date AND o.ordered_date <= :to_date
  AND CASE WHEN o.ordered_at IS NULL THEN CASE WHEN o.ordered_date > :from_date THEN 1 ELSE 0 END
           ELSE CASE WHEN o.ordered_at > :since AND o.ordered_at < :until THEN 1 ELSE 0 END END = 1
ORDER BY o.platform, o.account, o.order_no, k.key;
