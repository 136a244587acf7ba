-- What of each settlement line was paid out by as_of, and how much of that stands on a bank statement.
SELECT
  c.line_id AS line_id,
  COALESCE(SUM(c.amount_sen), 0) AS paid_sen,
  COALESCE(SUM(CASE WHEN c.bank_date <= :as_of THEN c.amount_sen ELSE 0 END), 0) AS bank_sen,
  COALESCE(SUM(CASE WHEN c.bank_date <= :as_of THEN c.payout_fee_sen ELSE 0 END), 0) AS payout_fee_sen
FROM v_cover_days AS c
WHERE c.paid_date <= :as_of
GROUP BY c.line_id
