-- Withdrawals that were found on a bank statement, and where.
--
-- bank_sen   what of the match's bank lines is this payout's: all of it where the match has one payout
-- fee_sen    what the bank or the platform kept, by a payout-fee rule; difference_sen what no rule explains
CREATE VIEW v_booked_payouts AS
SELECT
  l.row_id AS payout_line_id,
  m.match_id,
  m.rule,
  m.days,
  m.made_by,
  b.transaction_id AS bank_transaction_id,
  b.posted_date AS bank_date,
  CASE WHEN l.natural_key = n.first_payout
       THEN n.bank_sen - (n.payout_sen - l.amount_sen) ELSE l.amount_sen END AS bank_sen,
  CASE WHEN l.natural_key = n.first_payout THEN m.fee_sen ELSE 0 END AS fee_sen,
  CASE WHEN l.natural_key = n.first_payout THEN m.difference_sen ELSE 0 END AS difference_sen
FROM matches AS m
JOIN match_legs AS l ON l.match_id = m.match_id AND l.side = 'payout'
JOIN (
  SELECT
    g.match_id,
    MIN(CASE WHEN g.side = 'bank' THEN g.row_id END) AS first_bank_id,
    MIN(CASE WHEN g.side = 'payout' THEN g.natural_key END) AS first_payout,
    SUM(CASE WHEN g.side = 'bank' THEN g.amount_sen ELSE 0 END) AS bank_sen,
    SUM(CASE WHEN g.side = 'payout' THEN g.amount_sen ELSE 0 END) AS payout_sen
  FROM match_legs AS g
  GROUP BY g.match_id
) AS n ON n.match_id = m.match_id
JOIN bank_transactions AS b ON b.transaction_id = n.first_bank_id
WHERE m.state = 'booked' AND l.row_id IS NOT NULL;
