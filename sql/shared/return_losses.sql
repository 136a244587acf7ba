-- needs: shipped_orders
-- computed once
-- What each returned order cost: what was charged for it, less cashback and claims. Before anything is charged, the
-- shipping the order file names, but of marketplaces, whose shipping costs are estimates that buyers mostly pay.
SELECT
  o.order_id AS order_id,
  CASE WHEN c.order_id IS NOT NULL THEN c.charged_sen
       WHEN o.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
       THEN o.shipping_cost_sen + COALESCE(o.return_fee_sen, 0) END AS loss_cash_sen
FROM shipped_orders AS o
LEFT JOIN (
  SELECT
    r.order_id AS order_id,
    -COALESCE(SUM(m.shipping_sen + m.fee_sen + m.tax_sen + m.cashback_sen + m.claims_sen), 0) AS charged_sen
  FROM shipped_orders AS s
  CROSS JOIN v_lines_of_sales AS r
  JOIN v_money_steps AS m ON m.line_id = r.line_id
  WHERE s.rts = 1 AND r.order_id = s.order_id
    AND (m.shipping_sen <> 0 OR m.fee_sen <> 0 OR m.tax_sen <> 0 OR m.cashback_sen <> 0 OR m.claims_sen <> 0)
  GROUP BY r.order_id
) AS c ON c.order_id = o.order_id
WHERE o.rts = 1
