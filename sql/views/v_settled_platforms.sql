-- needs: v_cash_lines
-- Platforms of whose sales any cash is known: a line settles one, or its buyer paid the seller himself; or money came
-- under a number of the platform that no order file tells of.
CREATE VIEW v_settled_platforms AS
SELECT p.platform
FROM (SELECT o.platform FROM orders AS o GROUP BY o.platform) AS p
WHERE EXISTS (
  SELECT 1
  FROM orders AS o
  JOIN line_orders AS r ON r.order_id = o.order_id
  JOIN settlement_lines AS l ON l.line_id = r.line_id
  WHERE o.platform = p.platform AND l.kind NOT IN ('ads_topup', 'add_balance', 'financing'))
UNION
SELECT l.platform
FROM line_orders AS r
JOIN settlement_lines AS l ON l.line_id = r.line_id
WHERE r.order_id IS NULL AND l.ledger = 'detail'
GROUP BY l.platform;
