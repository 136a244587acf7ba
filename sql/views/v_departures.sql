-- The day each sale's parcel left by the best date there is (v_orders.left_date), in three parts that each have an
-- index: its own day of shipping, that of its parcel's file, else ready, confirmed, ordered. Whether it left at all,
-- v_orders.left_warehouse says.
CREATE VIEW v_departures AS
SELECT o.order_id, o.shipped_date AS left_date
FROM orders AS o
WHERE o.shipped_date IS NOT NULL AND o.sale_of_order_id IS NULL
UNION ALL
SELECT f.order_id, f.shipped_date
FROM sale_feeds AS f
JOIN orders AS o ON o.order_id = f.order_id
WHERE f.shipped_date IS NOT NULL AND o.shipped_date IS NULL AND o.sale_of_order_id IS NULL
UNION ALL
SELECT o.order_id, COALESCE(o.ready_date, o.confirmed_date, o.ordered_date)
FROM orders AS o
LEFT JOIN sale_feeds AS f ON f.order_id = o.order_id
WHERE o.shipped_date IS NULL AND f.shipped_date IS NULL AND o.sale_of_order_id IS NULL;
