-- severity: warning
-- id: Pesanan tanpa barang: penjualannya tidak masuk ke produk mana pun
-- en: An order without items: its sale belongs to no product
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.ordered_date, o.net_revenue_sen
  FROM orders AS o
  WHERE o.sale_of_order_id IS NULL AND o.is_test = 0
    AND NOT EXISTS (SELECT 1 FROM order_items AS i WHERE i.order_id = o.order_id)
)
SELECT w.platform, w.account, w.order_no, w.ordered_date, w.net_revenue_sen
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
