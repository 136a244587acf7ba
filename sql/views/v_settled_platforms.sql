-- Platforms whose sales any detail line settles, or that settled a number no order file tells of. A line of a copy
-- is settlement data of the platform that sold.
CREATE VIEW v_settled_platforms AS
SELECT p.platform
FROM (SELECT d.platform FROM settlement_lines AS d WHERE d.ledger = 'detail' GROUP BY d.platform) AS p
WHERE EXISTS (
  SELECT 1 FROM settlement_lines AS s
   WHERE s.platform = p.platform AND s.ledger = 'detail'
     AND NOT EXISTS (SELECT 1 FROM orders AS c
                      WHERE c.platform = s.platform AND c.account = s.account AND c.order_no = s.order_no
                        AND c.sale_of_order_id IS NOT NULL))
UNION
SELECT o.platform
FROM orders AS c
JOIN orders AS o ON o.order_id = c.sale_of_order_id
WHERE c.sale_of_order_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM settlement_lines AS s
               WHERE s.order_no = c.order_no AND s.account = c.account AND s.platform = c.platform
                 AND s.ledger = 'detail');
