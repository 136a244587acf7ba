-- severity: warning
-- id: Pesanan yang barangnya belum lengkap: sebagian barisnya ada di berkas lain atau ditolak
-- en: Orders whose items are incomplete: some of their rows are in another file or were rejected
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.quantity, o.net_revenue_sen
  FROM orders AS o
  WHERE o.is_incomplete = 1
)
SELECT w.platform, w.account, w.order_no, w.quantity, w.net_revenue_sen
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
