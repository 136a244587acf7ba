-- Everything that belongs to a traced thing: orders with their copies, lines, payouts and bank movements.
WITH sales AS (
  SELECT :id AS order_id WHERE :kind = 'order'
  UNION
  SELECT COALESCE(o.sale_of_order_id, o.order_id) FROM orders AS o WHERE :kind = 'customer' AND o.customer_id = :id
),
family AS (
  SELECT s.order_id FROM sales AS s
  UNION
  SELECT o.order_id FROM orders AS o WHERE o.sale_of_order_id IN (SELECT order_id FROM sales)
),
own_payouts AS (
  SELECT :id AS line_id WHERE :kind = 'payout'
  UNION
  SELECT p.row_id
  FROM match_legs AS b
  JOIN matches AS m ON m.match_id = b.match_id AND m.state = 'booked'
  JOIN match_legs AS p ON p.match_id = b.match_id AND p.side = 'payout' AND p.row_id IS NOT NULL
  WHERE :kind = 'bank' AND b.side = 'bank' AND b.row_id = :id
),
lines AS (
  SELECT r.line_id FROM line_orders AS r WHERE r.order_id IN (SELECT order_id FROM sales)
  UNION
  SELECT c.line_id FROM payout_covers AS c
  WHERE c.line_id IS NOT NULL AND c.payout_line_id IN (SELECT line_id FROM own_payouts)
  UNION
  SELECT l.row_id
  FROM match_legs AS b
  JOIN matches AS m ON m.match_id = b.match_id AND m.state = 'booked'
  JOIN match_legs AS l ON l.match_id = b.match_id AND l.side = 'line' AND l.row_id IS NOT NULL
  WHERE :kind = 'bank' AND b.side = 'bank' AND b.row_id = :id
),
payouts AS (
  SELECT o.line_id FROM own_payouts AS o
  UNION
  SELECT c.payout_line_id FROM payout_covers AS c
  WHERE :kind IN ('order', 'customer') AND c.line_id IN (SELECT line_id FROM lines)
),
paid AS (
  SELECT p.line_id FROM payouts AS p
  UNION
  SELECT l.line_id FROM lines AS l WHERE :kind IN ('order', 'customer')
),
bank AS (
  SELECT :id AS transaction_id WHERE :kind = 'bank'
  UNION
  SELECT b.row_id
  FROM match_legs AS g
  JOIN matches AS m ON m.match_id = g.match_id AND m.state = 'booked'
  JOIN match_legs AS b ON b.match_id = g.match_id AND b.side = 'bank' AND b.row_id IS NOT NULL
  WHERE g.table_name = 'settlement_lines' AND g.row_id IN (SELECT line_id FROM paid)
)
SELECT 'orders' AS entity, f.order_id AS entity_id FROM family AS f
UNION ALL SELECT 'lines', l.line_id FROM lines AS l
UNION ALL SELECT 'payouts', p.line_id FROM payouts AS p
UNION ALL SELECT 'bank', b.transaction_id FROM bank AS b;
