-- severity: warning
-- id: Refund lebih besar dari pendapatan pesanan
-- en: A refund above the order's revenue
SELECT o.platform, o.account, o.order_no, o.net_revenue_sen, o.refund_sen
FROM orders AS o
WHERE o.refund_sen < 0 OR o.refund_sen > COALESCE(o.net_revenue_sen, 0)
ORDER BY o.platform, o.account, o.order_no;
