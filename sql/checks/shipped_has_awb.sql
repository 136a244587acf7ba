-- severity: warning
-- id: Pesanan marketplace sudah dikirim tetapi tanpa nomor resi
-- en: A marketplace order was shipped but has no tracking number
SELECT o.platform, o.account, o.order_no, o.status, o.shipped_date
FROM orders AS o
WHERE o.platform IN ('shopee', 'tiktok', 'tokopedia')
  AND o.status IN ('shipped', 'completed', 'rts')
  AND o.product_kind = 'physical'
  AND COALESCE(o.awb, '') = ''
ORDER BY o.platform, o.account, o.order_no;
