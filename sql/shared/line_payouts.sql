-- needs: period_lines
-- What of each settlement line was paid out by as_of, and how much of that stands on a bank statement.
SELECT
  c.line_id AS line_id,
  COALESCE(SUM(c.amount_sen), 0) AS paid_sen,
  COALESCE(SUM(CASE WHEN c.bank_date <= :as_of THEN c.amount_sen ELSE 0 END), 0) AS bank_sen,
  COALESCE(SUM(CASE WHEN c.bank_date <= :as_of THEN c.payout_fee_sen ELSE 0 END), 0) AS payout_fee_sen
FROM (
  SELECT p.line_id, p.amount_sen, p.bank_date, p.payout_fee_sen
  FROM period_lines AS x
  JOIN v_payout_days AS p ON p.line_id = x.line_id
  WHERE p.paid_date <= :as_of
  UNION ALL
  SELECT d.line_id, d.amount_sen, d.bank_date, 0
  FROM period_lines AS x
  JOIN v_direct_days AS d ON d.line_id = x.line_id
  WHERE d.bank_date <= :as_of
) AS c
GROUP BY c.line_id
