-- Money that came to the bank and that no payout or settlement line explains. Interest and transfers
-- between the seller's own accounts explain themselves.
CREATE VIEW v_open_credits AS
SELECT
  b.transaction_id,
  b.bank,
  b.account_no,
  b.posted_date,
  b.posted_day,
  b.seq,
  b.description,
  b.reference,
  b.credit_sen,
  COALESCE(b.counterparty, 'other') AS counterparty
FROM bank_transactions AS b
WHERE b.credit_sen > 0
  AND COALESCE(b.counterparty, 'other') NOT IN ('interest', 'own_transfer')
  AND NOT EXISTS (
    SELECT 1 FROM match_legs AS l
      JOIN matches AS m ON m.match_id = l.match_id AND m.state = 'booked'
     WHERE l.table_name = 'bank_transactions' AND l.row_id = b.transaction_id);
