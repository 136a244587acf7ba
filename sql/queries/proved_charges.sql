-- Of how many settled COD sales of each account the shipping that the order file names is what the courier charged.
INSERT INTO proved_charges (platform, account, orders, agreeing)
SELECT c.platform, c.account, COUNT(*), SUM(CASE WHEN c.named_sen = -c.charged_sen THEN 1 ELSE 0 END)
FROM (
  SELECT o.platform, o.account, o.shipping_cost_sen AS named_sen, SUM(l.shipping_sen) AS charged_sen
  FROM orders AS o
  CROSS JOIN line_orders AS r ON r.order_id = o.order_id
  JOIN settlement_lines AS l ON l.line_id = r.line_id
  WHERE o.platform IN ('orderonline', 'scalev') AND o.shipping_cost_sen > 0 AND l.kind = 'revenue'
  GROUP BY o.order_id
  HAVING SUM(l.shipping_sen) <> 0
) AS c
GROUP BY c.platform, c.account;
