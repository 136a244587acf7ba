-- Sales of the period, delivered or under way, whose shipping by the settlements up to :as_of exceeds what it should be.
-- charged_date   the newest day of a line that charged it
SELECT
  d.order_id,
  d.platform,
  d.account,
  d.order_no,
  d.ordered_date,
  d.courier,
  d.awb,
  CASE WHEN d.route <> 'marketplace' THEN d.named_shipping_sen
       WHEN c.covered_sen <> 0 THEN d.stated_shipping_sen END AS named_sen,
  c.charged_sen + CASE WHEN d.route = 'marketplace' THEN c.covered_sen ELSE 0 END AS charged_sen,
  c.charged_sen - COALESCE(d.named_shipping_sen, 0) AS overcharge_sen,
  c.charged_date
FROM v_dues AS d
JOIN (
  SELECT
    m.order_id AS order_id,
    -COALESCE(SUM(m.shipping_sen), 0) AS charged_sen,
    COALESCE(SUM(m.buyer_shipping_sen + m.shipping_subsidy_sen), 0) AS covered_sen,
    MAX(CASE WHEN m.shipping_sen < 0 THEN m.occurred_date END) AS charged_date
  FROM v_sales AS o
  JOIN v_lines_of_sales AS r ON r.order_id = o.order_id
  JOIN v_money_steps AS m ON m.line_id = r.line_id
  WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date AND m.occurred_date <= :as_of
  GROUP BY m.order_id
) AS c ON c.order_id = d.order_id
WHERE d.outcome IN ('done', 'open')
  AND d.ordered_date >= :from_date AND d.ordered_date < :to_date
  AND c.charged_sen > COALESCE(d.named_shipping_sen, 0)
  AND (d.route = 'marketplace' OR d.named_shipping_sen IS NOT NULL)
