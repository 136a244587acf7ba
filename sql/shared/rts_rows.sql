-- needs: return_losses
-- Each shipped order once per courier, province, handler, customer, and once per product in it.
SELECT
  'courier' AS dim, COALESCE(o.courier, '(tanpa kurir)') AS key, 0 AS customer_id, NULL AS name,
  o.order_id AS order_id, o.loss_cash_sen AS loss_cash_sen, o.loss_revenue_sen AS loss_revenue_sen
FROM return_losses AS o
UNION ALL
SELECT 'province', COALESCE(o.province, '(tanpa provinsi)'), 0, NULL, o.order_id, o.loss_cash_sen, o.loss_revenue_sen
FROM return_losses AS o
UNION ALL
SELECT 'handler', COALESCE(o.handled_by, '(tanpa CS)'), 0, NULL, o.order_id, o.loss_cash_sen, o.loss_revenue_sen
FROM return_losses AS o
UNION ALL
SELECT
  'customer', 'customer', COALESCE(c.customer_id, 0), CASE WHEN c.customer_id IS NULL THEN '(anonim)' ELSE c.name END,
  o.order_id, o.loss_cash_sen, o.loss_revenue_sen
FROM return_losses AS o
LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id AND c.confidence <> 'anonymous'
UNION ALL
SELECT
  'product', COALESCE(i.product, '(tanpa barang)'), 0, MIN(i.product_name), o.order_id,
  CASE WHEN o.loss_cash_sen IS NOT NULL
       THEN CAST(COALESCE(SUM(CASE WHEN i.order_id IS NULL THEN o.loss_cash_sen
              ELSE ROUND(1.0 * o.loss_cash_sen * i.share_upto / i.share_whole)
                 - ROUND(1.0 * o.loss_cash_sen * i.share_before / i.share_whole) END), 0) AS INTEGER) END,
  CAST(COALESCE(SUM(CASE WHEN i.order_id IS NULL THEN o.loss_revenue_sen
         ELSE ROUND(1.0 * o.loss_revenue_sen * i.share_upto / i.share_whole)
            - ROUND(1.0 * o.loss_revenue_sen * i.share_before / i.share_whole) END), 0) AS INTEGER)
FROM return_losses AS o
LEFT JOIN (
  SELECT l.order_id, l.product, l.product_name, l.share_upto, l.share_before, l.share_whole
  FROM return_losses AS b
  JOIN v_order_items AS l ON l.order_id = b.order_id
) AS i ON i.order_id = o.order_id
GROUP BY o.order_id, COALESCE(i.product, '(tanpa barang)')
