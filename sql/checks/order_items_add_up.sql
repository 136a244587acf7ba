-- severity: error
-- id: Jumlah atau subtotal pesanan berbeda dari penjumlahan barangnya
-- en: An order's quantity or subtotal differs from the sum of its items
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.quantity, SUM(i.quantity) AS items_quantity,
         o.item_subtotal_sen, SUM(i.subtotal_sen) AS items_subtotal_sen
  FROM orders AS o
  JOIN order_items AS i ON i.order_id = o.order_id
  WHERE o.is_incomplete = 0
  GROUP BY o.order_id
  HAVING o.quantity <> SUM(i.quantity)
      OR (o.item_subtotal_sen <> SUM(i.subtotal_sen) AND COUNT(i.subtotal_sen) = COUNT(*))
)
SELECT w.platform, w.account, w.order_no, w.quantity, w.items_quantity, w.item_subtotal_sen, w.items_subtotal_sen
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
