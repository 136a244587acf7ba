-- severity: error
-- id: Jumlah barang negatif, atau yang dikembalikan lebih banyak dari yang dibeli
-- en: A negative quantity, or more units returned than bought
SELECT o.platform, o.account, o.order_no, i.line_no, i.product_name, i.quantity, i.returned_quantity
FROM order_items AS i
JOIN orders AS o ON o.order_id = i.order_id
WHERE i.quantity < 0 OR i.returned_quantity < 0 OR i.returned_quantity > i.quantity
ORDER BY o.platform, o.account, o.order_no, i.line_no;
