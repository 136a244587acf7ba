-- needs: shipped_orders
-- computed once
-- The shipped orders with what each returned one cost (loss_cash_sen): what was charged for it, less cashback and claims.
-- A marketplace's settlement of the order that names no charge says that it cost nothing. Before anything is charged, the
-- shipping the order file names, but of marketplaces, whose shipping costs are estimates that buyers mostly pay. Orders and
-- charges stand in one list: a join could be answered by reading one per row of the other.
SELECT
  c.order_id AS order_id, c.customer_id AS customer_id, c.courier AS courier, c.province AS province, c.handled_by AS handled_by,
  c.completed AS completed, c.rts AS rts, c.refused AS refused, c.returned AS returned, c.lost AS lost, c.at_risk AS at_risk,
  c.loss_revenue_sen AS loss_revenue_sen,
  CASE WHEN c.rts = 0 THEN NULL
       WHEN c.lines > 0 THEN c.charged_sen
       WHEN c.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
       THEN c.named_sen END AS loss_cash_sen
FROM (
  SELECT
    u.order_id AS order_id, MAX(u.customer_id) AS customer_id, MAX(u.platform) AS platform, MAX(u.courier) AS courier,
    MAX(u.province) AS province, MAX(u.handled_by) AS handled_by, MAX(u.completed) AS completed, MAX(u.rts) AS rts,
    MAX(u.refused) AS refused, MAX(u.returned) AS returned, MAX(u.lost) AS lost, MAX(u.at_risk) AS at_risk,
    MAX(u.loss_revenue_sen) AS loss_revenue_sen, MAX(u.named_sen) AS named_sen,
    COALESCE(SUM(u.lines), 0) AS lines, -COALESCE(SUM(u.charged_sen), 0) AS charged_sen
  FROM (
    SELECT
      o.order_id AS order_id, o.customer_id AS customer_id, o.platform AS platform, o.courier AS courier,
      o.province AS province, o.handled_by AS handled_by, o.completed AS completed, o.rts AS rts, o.refused AS refused,
      o.returned AS returned, o.lost AS lost, o.at_risk AS at_risk, o.loss_revenue_sen AS loss_revenue_sen,
      o.shipping_cost_sen + COALESCE(o.return_fee_sen, 0) AS named_sen, 0 AS lines, 0 AS charged_sen
    FROM shipped_orders AS o
    UNION ALL
    SELECT
      r.order_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      1, m.shipping_sen + m.fee_sen + m.tax_sen + m.cashback_sen + m.claims_sen
    FROM shipped_orders AS s
    CROSS JOIN v_lines_of_sales AS r
    JOIN v_money_steps AS m ON m.line_id = r.line_id
    WHERE s.rts = 1 AND r.order_id = s.order_id
      AND (m.shipping_sen <> 0 OR m.fee_sen <> 0 OR m.tax_sen <> 0 OR m.cashback_sen <> 0 OR m.claims_sen <> 0
        OR (m.is_market = 1 AND m.ledger = 'detail' AND m.kind = 'revenue'))
  ) AS u
  GROUP BY u.order_id
) AS c
