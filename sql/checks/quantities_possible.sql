-- severity: error
-- id: Jumlah barang negatif, atau yang dikembalikan lebih banyak dari yang dibeli
-- en: A negative quantity, or more units returned than bought
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, i.line_no, i.product_name, i.quantity, i.returned_quantity
  FROM order_items AS i
  JOIN orders AS o ON o.order_id = i.order_id
  WHERE i.quantity < 0 OR i.returned_quantity < 0 OR i.returned_quantity > i.quantity
)
SELECT w.platform, w.account, w.order_no, w.line_no, w.product_name, w.quantity, w.returned_quantity
FROM found AS w
ORDER BY w.platform, w.account, w.order_no, w.line_no;
