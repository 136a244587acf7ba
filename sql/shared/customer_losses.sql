-- needs: customer_returns
-- What the returned orders of each customer cost by as_of, as return_losses works it out for the parcels of a period: what was
-- charged for each, less cashback and claims; before anything is charged the shipping the order file names, but of marketplaces.
SELECT
  c.customer_id AS customer_id,
  COALESCE(SUM(CASE WHEN c.lines > 0 THEN c.charged_sen
    WHEN c.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora') THEN c.named_sen END), 0) AS loss_sen
FROM (
  SELECT
    u.order_id AS order_id, MAX(u.customer_id) AS customer_id, MAX(u.platform) AS platform, MAX(u.named_sen) AS named_sen,
    COALESCE(SUM(u.lines), 0) AS lines, -COALESCE(SUM(u.charged_sen), 0) AS charged_sen
  FROM (
    SELECT o.order_id, o.customer_id, o.platform, o.named_sen, 0 AS lines, 0 AS charged_sen
    FROM customer_returns AS o
    UNION ALL
    SELECT
      r.order_id, NULL, NULL, NULL, 1, m.shipping_sen + m.fee_sen + m.tax_sen + m.cashback_sen + m.claims_sen
    FROM customer_returns AS s
    CROSS JOIN v_lines_of_sales AS r
    JOIN v_money_steps AS m ON m.line_id = r.line_id
    WHERE r.order_id = s.order_id AND m.occurred_date <= :as_of
      AND (m.shipping_sen <> 0 OR m.fee_sen <> 0 OR m.tax_sen <> 0 OR m.cashback_sen <> 0 OR m.claims_sen <> 0)
  ) AS u
  GROUP BY u.order_id
) AS c
GROUP BY c.customer_id
