-- What the sales of the period brought by as_of, on the basis cash; paid_directly: 1 where the buyer paid the seller himself.
SELECT u.order_id AS order_id, COALESCE(SUM(u.net_sen), 0) AS net_sen, MAX(u.paid_directly) AS paid_directly
FROM (
  SELECT o.order_id, c.net_sen, 0 AS paid_directly
  FROM v_sales AS o
  JOIN v_lines_of_sales AS r ON r.order_id = o.order_id
  JOIN v_cash_lines AS c ON c.line_id = r.line_id
  WHERE :basis = 'cash' AND o.ordered_date >= :from_date AND o.ordered_date < :to_date AND c.occurred_date <= :as_of
  UNION ALL
  SELECT o.order_id, p.direct_sen, 1
  FROM v_sales AS o
  JOIN v_paid_directly AS p ON p.order_id = o.order_id
  WHERE :basis = 'cash' AND o.ordered_date >= :from_date AND o.ordered_date < :to_date AND p.paid_date <= :as_of
) AS u
GROUP BY u.order_id
