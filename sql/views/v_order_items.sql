-- The lines of every sale of v_orders, with the product each belongs to.
--
-- product          the sku, else the platform's own listing key: what product metrics group by
-- weight_sen       the line's share in its order, for spreading an order's revenue over its lines
-- unit_cogs_sen    cost of one unit from the product register; NULL where it is not known
CREATE VIEW v_order_items AS
SELECT
  i.order_id,
  i.line_no,
  i.listing_key,
  i.sku,
  i.product_name,
  i.variation,
  i.quantity,
  COALESCE(i.returned_quantity, 0) AS returned_quantity,
  i.unit_price_sen,
  i.subtotal_sen,
  i.is_bump,
  COALESCE(NULLIF(i.sku, ''), i.listing_key) AS product,
  COALESCE(i.subtotal_sen, i.unit_price_sen * i.quantity, 0) AS weight_sen,
  COALESCE(
    (SELECT p.cogs_sen FROM products AS p WHERE p.sku = NULLIF(i.sku, '')),
    (SELECT p.cogs_sen
       FROM product_listings AS l
       JOIN products AS p ON p.product_id = l.product_id
      WHERE l.platform = o.platform AND l.listing_key = i.listing_key)
  ) AS unit_cogs_sen
FROM order_items AS i
JOIN orders AS o ON o.order_id = i.order_id
WHERE o.sale_of_order_id IS NULL;
