-- severity: error
-- id: Jumlah barang negatif, atau yang dikembalikan lebih banyak dari yang dibeli
-- en: A negative quantity, or more units returned than bought
-- The odd lines first, as they lie; only their orders are looked up.
WITH odd AS MATERIALIZED (
  SELECT i.order_id, i.line_no, i.product_name, i.quantity, i.returned_quantity
  FROM order_items AS i
  WHERE i.quantity < 0 OR i.returned_quantity < 0 OR i.returned_quantity > i.quantity
)
SELECT o.platform, o.account, o.order_no, w.line_no, w.product_name, w.quantity, w.returned_quantity
FROM odd AS w
CROSS JOIN orders AS o
WHERE o.order_id = w.order_id
ORDER BY o.platform, o.account, o.order_no, w.line_no;
