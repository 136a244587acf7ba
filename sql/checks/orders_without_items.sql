-- severity: warning
-- id: Pesanan tanpa barang: penjualannya tidak masuk ke produk mana pun
-- en: An order without items: its sale belongs to no product
SELECT o.platform, o.account, o.order_no, o.ordered_date, o.net_revenue_sen
FROM orders AS o
WHERE o.sale_of_order_id IS NULL AND o.is_test = 0
  AND NOT EXISTS (SELECT 1 FROM order_items AS i WHERE i.order_id = o.order_id)
ORDER BY o.platform, o.account, o.order_no;
