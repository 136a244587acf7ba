-- needs: v_booked_payouts
-- Money received: every credit of a bank account but interest and transfers between own accounts.
--
-- payouts, payout_ref   the withdrawals it is, and the first of their references
-- payout_fee_sen        what was kept on the way by a rule
-- beside_sen            where one match has several bank lines, its first one tells the settlement lines of all: here
--                       plus what the others hold, minus at the first one what stands at the others
CREATE VIEW v_credits AS
SELECT
  b.transaction_id,
  b.bank,
  b.account_no,
  b.posted_date,
  b.posted_day,
  COALESCE(b.counterparty, 'other') AS payer,
  b.description,
  b.credit_sen,
  COALESCE(p.payouts, 0) AS payouts,
  p.payout_ref,
  COALESCE(p.fee_sen, 0) AS payout_fee_sen,
  COALESCE(g.beside_sen, 0) AS beside_sen
FROM bank_transactions AS b
LEFT JOIN (
  SELECT k.bank_transaction_id, COUNT(*) AS payouts, MIN(s.payout_ref) AS payout_ref, SUM(k.fee_sen) AS fee_sen
  FROM v_booked_payouts AS k
  JOIN settlement_lines AS s ON s.line_id = k.payout_line_id
  GROUP BY k.bank_transaction_id
) AS p ON p.bank_transaction_id = b.transaction_id
LEFT JOIN (
  SELECT l.row_id, SUM(CASE WHEN l.row_id = f.first_id THEN l.amount_sen - f.whole_sen ELSE l.amount_sen END) AS beside_sen
  FROM match_legs AS l
  JOIN matches AS m ON m.match_id = l.match_id AND m.state = 'booked'
  JOIN (
    SELECT x.match_id, MIN(x.row_id) AS first_id, SUM(x.amount_sen) AS whole_sen
    FROM match_legs AS x WHERE x.side = 'bank' GROUP BY x.match_id HAVING COUNT(*) > 1
  ) AS f ON f.match_id = l.match_id
  WHERE l.side = 'bank'
  GROUP BY l.row_id
) AS g ON g.row_id = b.transaction_id
WHERE b.credit_sen > 0 AND COALESCE(b.counterparty, 'other') NOT IN ('interest', 'own_transfer');
