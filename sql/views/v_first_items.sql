-- What stands first in each order: enough to tell orders apart by product, without working out the shares of all lines.
CREATE VIEW v_first_items AS
SELECT
  i.order_id,
  COALESCE(NULLIF(i.sku, ''), i.listing_key) AS product,
  i.product_name
FROM order_items AS i
WHERE i.line_no = 1;
