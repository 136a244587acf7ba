-- needs: shipped_orders
-- needs: return_losses
-- Each shipped order once per courier, province, handler, customer, and once per product in it.
SELECT
  'courier' AS dim, COALESCE(o.courier, '(tanpa kurir)') AS key, 0 AS customer_id, NULL AS name,
  o.order_id AS order_id, x.loss_cash_sen AS loss_cash_sen, o.loss_revenue_sen AS loss_revenue_sen
FROM shipped_orders AS o
LEFT JOIN return_losses AS x ON x.order_id = o.order_id
UNION ALL
SELECT 'province', COALESCE(o.province, '(tanpa provinsi)'), 0, NULL, o.order_id, x.loss_cash_sen, o.loss_revenue_sen
FROM shipped_orders AS o
LEFT JOIN return_losses AS x ON x.order_id = o.order_id
UNION ALL
SELECT 'handler', COALESCE(o.handled_by, '(tanpa CS)'), 0, NULL, o.order_id, x.loss_cash_sen, o.loss_revenue_sen
FROM shipped_orders AS o
LEFT JOIN return_losses AS x ON x.order_id = o.order_id
UNION ALL
SELECT
  'customer', 'customer', COALESCE(c.customer_id, 0), CASE WHEN c.customer_id IS NULL THEN '(anonim)' ELSE c.name END,
  o.order_id, x.loss_cash_sen, o.loss_revenue_sen
FROM shipped_orders AS o
LEFT JOIN return_losses AS x ON x.order_id = o.order_id
LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id AND c.confidence <> 'anonymous'
UNION ALL
SELECT
  'product', COALESCE(i.product, '(tanpa barang)'), 0, MIN(i.product_name), o.order_id,
  CASE WHEN x.loss_cash_sen IS NOT NULL
       THEN CAST(COALESCE(SUM(CASE WHEN i.order_id IS NULL THEN x.loss_cash_sen
              ELSE ROUND(1.0 * x.loss_cash_sen * i.share_upto / i.share_whole)
                 - ROUND(1.0 * x.loss_cash_sen * i.share_before / i.share_whole) END), 0) AS INTEGER) END,
  CAST(COALESCE(SUM(CASE WHEN i.order_id IS NULL THEN o.loss_revenue_sen
         ELSE ROUND(1.0 * o.loss_revenue_sen * i.share_upto / i.share_whole)
            - ROUND(1.0 * o.loss_revenue_sen * i.share_before / i.share_whole) END), 0) AS INTEGER)
FROM shipped_orders AS o
LEFT JOIN return_losses AS x ON x.order_id = o.order_id
LEFT JOIN v_order_items AS i ON i.order_id = o.order_id
GROUP BY o.order_id, COALESCE(i.product, '(tanpa barang)')
