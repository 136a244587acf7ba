-- severity: warning
-- id: Refund lebih besar dari pendapatan pesanan
-- en: A refund above the order's revenue
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.net_revenue_sen, o.refund_sen
  FROM orders AS o
  WHERE o.refund_sen < 0 OR o.refund_sen > COALESCE(o.net_revenue_sen, 0)
)
SELECT w.platform, w.account, w.order_no, w.net_revenue_sen, w.refund_sen
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
