-- Orders of nothing but digital products, by the register of products (sku, else listing). They need no parcel: confirmed and
-- paid, they are completed. Where the order desk says that an order is physical, it is.
CREATE VIEW v_digital_orders AS
SELECT o.order_id
FROM orders AS o
WHERE EXISTS (SELECT 1 FROM product_costs AS g WHERE g.kind = 'digital' AND g.is_deleted = 0)
  AND EXISTS (SELECT 1 FROM order_items AS n WHERE n.order_id = o.order_id)
  AND NOT EXISTS (
    SELECT 1 FROM order_items AS i
    WHERE i.order_id = o.order_id
      AND NOT EXISTS (SELECT 1 FROM product_costs AS p
                       WHERE p.sku = NULLIF(i.sku, '') AND p.kind = 'digital' AND p.is_deleted = 0)
      AND NOT EXISTS (SELECT 1 FROM product_costs AS p
                       WHERE p.listing_id = i.listing_key AND p.marketplace = o.platform AND p.kind = 'digital' AND p.is_deleted = 0))
  AND NOT EXISTS (
    SELECT 1 FROM order_facts AS f
    WHERE f.platform = o.platform AND f.account = o.account AND f.order_no = o.order_no AND f.product_kind = 'physical');
