-- needs: sales_due
-- computed once
-- What each settled sale of a marketplace paid in fees, by kind; refunded ones and those settled several times teach nothing.
-- admin: by the rate of its product (fees: all of them, where the file names no parts); service: what programmes take;
-- order_fee: per order. rate_bps in steps of 5; product '' where the sale has several.
SELECT
  f.order_id AS order_id, f.platform AS platform, f.month AS month, f.ordered_date AS ordered_date, f.kind AS kind,
  CASE WHEN f.kind IN ('admin', 'fees') THEN f.product ELSE '' END AS product,
  f.items_sen AS items_sen, f.fee_sen AS fee_sen,
  CASE f.kind WHEN 'order_fee' THEN 0 ELSE CAST(ROUND(2000.0 * f.fee_sen / f.items_sen) AS INTEGER) * 5 END AS rate_bps,
  CASE f.kind WHEN 'order_fee' THEN f.fee_sen ELSE 0 END AS flat_sen
FROM (
  SELECT
    d.order_id, d.platform, SUBSTR(d.ordered_date, 1, 7) AS month, d.ordered_date, k.kind, d.items_sen,
    COALESCE((SELECT CASE WHEN MIN(i.product) = MAX(i.product) THEN MIN(i.product) ELSE '' END
                FROM v_order_items AS i WHERE i.order_id = d.order_id), '') AS product,
    CASE k.kind WHEN 'admin' THEN -d.admin_fee_sen
                WHEN 'order_fee' THEN -d.order_fee_sen
                WHEN 'service' THEN -(d.sold_fee_sen - d.admin_fee_sen - COALESCE(d.order_fee_sen, 0))
                ELSE -d.platform_fee_sen END AS fee_sen
  FROM sales_due AS d
  CROSS JOIN (SELECT 'admin' AS kind UNION ALL SELECT 'service' UNION ALL SELECT 'order_fee' UNION ALL SELECT 'fees') AS k
  WHERE d.route = 'marketplace' AND d.state IN ('done', 'open') AND d.revenues = 1 AND d.items_sen > 0 AND d.by_wallet = 0
    AND d.refund_line_sen = 0 AND d.is_incomplete = 0
    AND CASE k.kind WHEN 'fees' THEN d.admin_fee_sen IS NULL WHEN 'order_fee' THEN d.order_fee_sen IS NOT NULL
                    ELSE d.admin_fee_sen IS NOT NULL END
) AS f
