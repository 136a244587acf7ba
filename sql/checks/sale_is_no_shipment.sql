-- severity: error
-- id: Pesanan pengiriman menunjuk ke pesanan yang sendiri bukan penjualan: penjualannya hilang
-- en: A shipment row points at an order that is not a sale itself: the sale is lost
SELECT o.platform, o.account, o.order_no, s.platform AS sale_platform, s.order_no AS sale_order_no
FROM orders AS o
JOIN orders AS s ON s.order_id = o.sale_of_order_id
WHERE s.sale_of_order_id IS NOT NULL
ORDER BY o.platform, o.account, o.order_no;
