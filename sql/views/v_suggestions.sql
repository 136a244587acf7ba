-- Pairs of a payout and a bank credit that look alike but fail a test; shown, not booked.
-- The score is the sum of its three parts.
CREATE VIEW v_suggestions AS
SELECT
  m.ref,
  m.score,
  m.amount_score,
  m.payer_score,
  m.days_score,
  s.line_id AS payout_line_id,
  s.source,
  s.platform,
  s.account,
  s.payout_ref,
  s.occurred_date AS payout_date,
  s.occurred_day AS payout_day,
  -s.net_sen AS net_sen,
  b.transaction_id,
  b.bank,
  b.account_no,
  b.posted_date AS bank_date,
  b.credit_sen AS bank_sen,
  b.description
FROM matches AS m
JOIN match_legs AS p ON p.match_id = m.match_id AND p.side = 'payout'
JOIN match_legs AS c ON c.match_id = m.match_id AND c.side = 'bank'
JOIN settlement_lines AS s ON s.line_id = p.row_id
JOIN bank_transactions AS b ON b.transaction_id = c.row_id
WHERE m.state = 'suggested';
