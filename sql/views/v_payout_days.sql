-- needs: v_booked_payouts
-- Which part of a line a withdrawal paid out, and the days: paid out on, and (where it is on a statement) in the
-- bank on.
-- payout_fee_sen  what the bank got less than the payout; it stands once, beside the payout's first line
CREATE VIEW v_payout_days AS
SELECT
  c.line_id,
  c.payout_line_id,
  c.amount_sen,
  p.occurred_date AS paid_date,
  b.bank_date,
  CASE WHEN b.bank_sen IS NOT NULL
         AND c.line_id = (SELECT MIN(x.line_id) FROM payout_covers AS x
                           WHERE x.payout_line_id = c.payout_line_id AND x.line_id IS NOT NULL)
       THEN b.bank_sen + p.net_sen ELSE 0 END AS payout_fee_sen
FROM payout_covers AS c
JOIN settlement_lines AS p ON p.line_id = c.payout_line_id
LEFT JOIN v_booked_payouts AS b ON b.payout_line_id = c.payout_line_id
WHERE c.line_id IS NOT NULL;
