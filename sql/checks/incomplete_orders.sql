-- severity: warning
-- id: Pesanan yang barangnya belum lengkap: sebagian barisnya ada di berkas lain atau ditolak
-- en: Orders whose items are incomplete: some of their rows are in another file or were rejected
SELECT o.platform, o.account, o.order_no, o.quantity, o.net_revenue_sen
FROM orders AS o
WHERE o.is_incomplete = 1
ORDER BY o.platform, o.account, o.order_no;
