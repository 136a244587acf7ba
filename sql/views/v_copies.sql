-- Shipments and other copies of a sale, and the sale.
CREATE VIEW v_copies AS
SELECT o.order_id, o.sale_of_order_id AS sale_order_id
FROM orders AS o
WHERE o.sale_of_order_id IS NOT NULL;
