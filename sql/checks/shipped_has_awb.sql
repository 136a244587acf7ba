-- severity: warning
-- id: Pesanan marketplace sudah dikirim tetapi tanpa nomor resi
-- en: A marketplace order was shipped but has no tracking number
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.status, o.shipped_date
  FROM orders AS o
  WHERE o.platform IN ('shopee', 'tiktok', 'tokopedia')
    AND o.status IN ('shipped', 'completed', 'rts')
    AND o.product_kind = 'physical'
    AND COALESCE(o.awb, '') = ''
    AND NOT EXISTS (SELECT 1 FROM v_digital_orders AS d WHERE d.order_id = o.order_id)
)
SELECT w.platform, w.account, w.order_no, w.status, w.shipped_date
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
