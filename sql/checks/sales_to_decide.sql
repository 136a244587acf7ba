-- severity: warning
-- id: Pengiriman yang mungkin penjualan yang sama dengan pesanan lain, tetapi calonnya lebih dari satu
-- en: Shipments that may be the same sale as another order, with more than one candidate
SELECT o.platform, o.account, o.order_no, o.awb, l.rule,
  s.platform AS sale_platform, s.account AS sale_account, s.order_no AS sale_order_no
FROM sale_links AS l
JOIN orders AS o ON o.order_id = l.order_id
JOIN orders AS s ON s.order_id = l.sale_order_id
WHERE l.state = 'ambiguous'
ORDER BY o.platform, o.account, o.order_no, s.platform, s.account, s.order_no;
