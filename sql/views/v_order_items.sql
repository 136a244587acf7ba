-- The lines of every sale of v_orders, with the product each belongs to.
--
-- product          the sku, else the platform's own listing key: what product metrics group by
-- line_weight_g    grams as the file says: on Shopee of all pieces of the line, elsewhere it may be the parcel's
-- weight_sen       the line's share in its order, for spreading an order's revenue over its lines
-- share_…          the same as running shares (by amount, else by pieces): ROUND(x * share_upto / share_whole) less
--                  ROUND(x * share_before / share_whole) is the line's part of x, and the parts add up to x
-- kept_…           the same by what stayed with the buyer (definitions 1.9): the weight × (quantity − returned) ÷ quantity,
--                  for what completed orders brought in; as share_… where nothing stayed
-- unit_cogs_sen    cost of one unit on the day of the order, from the register of products, by its sku, else by its
--                  listing; NULL where it is not known
CREATE VIEW v_order_items AS
SELECT
  w.order_id,
  w.line_no,
  w.listing_key,
  w.sku,
  w.product_name,
  w.variation,
  w.quantity,
  w.returned_quantity,
  w.list_price_sen,
  w.unit_price_sen,
  w.subtotal_sen,
  w.is_bump,
  w.line_weight_g,
  COALESCE(NULLIF(w.sku, ''), w.listing_key) AS product,
  w.weight_sen,
  (SELECT SUM(CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0)
                   ELSE COALESCE(NULLIF(b.quantity, 0), 1) END)
     FROM order_items AS b WHERE b.order_id = w.order_id AND b.line_no <= w.line_no) AS share_upto,
  COALESCE((SELECT SUM(CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0)
                            ELSE COALESCE(NULLIF(b.quantity, 0), 1) END)
     FROM order_items AS b WHERE b.order_id = w.order_id AND b.line_no < w.line_no), 0) AS share_before,
  (SELECT SUM(CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0)
                   ELSE COALESCE(NULLIF(b.quantity, 0), 1) END)
     FROM order_items AS b WHERE b.order_id = w.order_id) AS share_whole,
  (SELECT SUM(CASE WHEN w.some_kept = 0 OR COALESCE(b.returned_quantity, 0) <= 0 OR b.quantity <= 0 THEN CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0) ELSE COALESCE(NULLIF(b.quantity, 0), 1) END
                   WHEN b.returned_quantity >= b.quantity THEN 0
                   ELSE CAST(ROUND(1.0 * CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0) ELSE COALESCE(NULLIF(b.quantity, 0), 1) END * (b.quantity - b.returned_quantity) / b.quantity) AS INTEGER) END)
     FROM order_items AS b WHERE b.order_id = w.order_id AND b.line_no <= w.line_no) AS kept_upto,
  COALESCE((SELECT SUM(CASE WHEN w.some_kept = 0 OR COALESCE(b.returned_quantity, 0) <= 0 OR b.quantity <= 0 THEN CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0) ELSE COALESCE(NULLIF(b.quantity, 0), 1) END
                   WHEN b.returned_quantity >= b.quantity THEN 0
                   ELSE CAST(ROUND(1.0 * CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0) ELSE COALESCE(NULLIF(b.quantity, 0), 1) END * (b.quantity - b.returned_quantity) / b.quantity) AS INTEGER) END)
     FROM order_items AS b WHERE b.order_id = w.order_id AND b.line_no < w.line_no), 0) AS kept_before,
  (SELECT SUM(CASE WHEN w.some_kept = 0 OR COALESCE(b.returned_quantity, 0) <= 0 OR b.quantity <= 0 THEN CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0) ELSE COALESCE(NULLIF(b.quantity, 0), 1) END
                   WHEN b.returned_quantity >= b.quantity THEN 0
                   ELSE CAST(ROUND(1.0 * CASE WHEN w.by_amount = 1 THEN COALESCE(b.subtotal_sen, b.unit_price_sen * b.quantity, 0) ELSE COALESCE(NULLIF(b.quantity, 0), 1) END * (b.quantity - b.returned_quantity) / b.quantity) AS INTEGER) END)
     FROM order_items AS b WHERE b.order_id = w.order_id) AS kept_whole,
  COALESCE(
    (SELECT p.cost_sen FROM product_costs AS p
      WHERE p.sku = NULLIF(w.sku, '') AND p.cost_sen IS NOT NULL AND p.is_deleted = 0
        AND p.cost_from_date <= w.ordered_date
      ORDER BY p.cost_from_date DESC LIMIT 1),
    (SELECT p.cost_sen FROM product_costs AS p
      WHERE p.listing_id = w.listing_key AND p.marketplace = w.platform AND p.cost_sen IS NOT NULL AND p.is_deleted = 0
        AND p.cost_from_date <= w.ordered_date
      ORDER BY p.cost_from_date DESC, p.sku LIMIT 1)
  ) AS unit_cogs_sen
FROM (
  SELECT
    i.order_id,
    i.line_no,
    i.listing_key,
    i.sku,
    i.product_name,
    i.variation,
    i.quantity,
    COALESCE(i.returned_quantity, 0) AS returned_quantity,
    i.list_price_sen,
    i.unit_price_sen,
    i.subtotal_sen,
    i.is_bump,
    i.weight_g AS line_weight_g,
    COALESCE(i.subtotal_sen, i.unit_price_sen * i.quantity, 0) AS weight_sen,
    CASE WHEN EXISTS (SELECT 1 FROM order_items AS x WHERE x.order_id = i.order_id
                       AND COALESCE(x.subtotal_sen, x.unit_price_sen * x.quantity, 0) > 0) THEN 1 ELSE 0 END AS by_amount,
    CASE WHEN EXISTS (SELECT 1 FROM order_items AS x WHERE x.order_id = i.order_id AND x.quantity > COALESCE(x.returned_quantity, 0)
                       AND (COALESCE(x.subtotal_sen, x.unit_price_sen * x.quantity, 0) > 0
                            OR NOT EXISTS (SELECT 1 FROM order_items AS y WHERE y.order_id = i.order_id
                                            AND COALESCE(y.subtotal_sen, y.unit_price_sen * y.quantity, 0) > 0)))
         THEN 1 ELSE 0 END AS some_kept,
    o.platform,
    COALESCE(o.ordered_date, '9999-12-31') AS ordered_date
  FROM order_items AS i
  JOIN orders AS o ON o.order_id = i.order_id
  WHERE o.sale_of_order_id IS NULL
) AS w;
