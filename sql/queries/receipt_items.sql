-- The items of one order, as its receipt lists them.
SELECT i.product_name, i.variation, i.quantity, i.unit_price_sen, i.subtotal_sen
FROM order_items AS i
WHERE i.order_id = :order_id
ORDER BY i.line_no;
