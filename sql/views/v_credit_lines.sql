-- needs: v_booked_payouts
-- Which settlement lines a bank credit pays, and how much of each.
--
-- payout_line_id  the withdrawal on the way, NULL where the credit was matched with the line directly
-- A match of several bank lines tells all of its lines at the first one; v_credits says what stands beside it.
CREATE VIEW v_credit_lines AS
SELECT
  b.bank_transaction_id AS transaction_id,
  c.line_id,
  c.payout_line_id,
  c.amount_sen
FROM v_booked_payouts AS b
JOIN payout_covers AS c ON c.payout_line_id = b.payout_line_id
WHERE c.line_id IS NOT NULL
UNION ALL
SELECT
  (SELECT MIN(g.row_id) FROM match_legs AS g WHERE g.match_id = l.match_id AND g.side = 'bank'),
  l.row_id,
  NULL,
  l.amount_sen
FROM match_legs AS l
JOIN matches AS m ON m.match_id = l.match_id
WHERE m.state = 'booked' AND l.side = 'line' AND l.row_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM match_legs AS g WHERE g.match_id = l.match_id AND g.side = 'bank');
