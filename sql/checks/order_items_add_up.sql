-- severity: error
-- id: Jumlah atau subtotal pesanan berbeda dari penjumlahan barangnya
-- en: An order's quantity or subtotal differs from the sum of its items
SELECT o.platform, o.account, o.order_no, o.quantity, SUM(i.quantity) AS items_quantity,
       o.item_subtotal_sen, SUM(i.subtotal_sen) AS items_subtotal_sen
FROM orders AS o
JOIN order_items AS i ON i.order_id = o.order_id
WHERE o.is_incomplete = 0
GROUP BY o.order_id
HAVING o.quantity <> SUM(i.quantity)
    OR (o.item_subtotal_sen <> SUM(i.subtotal_sen) AND COUNT(i.subtotal_sen) = COUNT(*))
ORDER BY o.platform, o.account, o.order_no;
