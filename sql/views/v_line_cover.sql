-- needs: v_booked_payouts
-- How much of a line was paid out, and how much of that stands on a bank statement. A line without a row is
-- still in the wallet. A negative line is paid out by a negative amount: it left less to pay out.
CREATE VIEW v_line_cover AS
SELECT
  u.line_id,
  SUM(u.paid_sen) AS paid_out_sen,
  SUM(u.bank_sen) AS in_bank_sen
FROM (
  SELECT
    c.line_id,
    c.amount_sen AS paid_sen,
    CASE WHEN b.payout_line_id IS NOT NULL THEN c.amount_sen ELSE 0 END AS bank_sen
  FROM payout_covers AS c
  LEFT JOIN v_booked_payouts AS b ON b.payout_line_id = c.payout_line_id
  WHERE c.line_id IS NOT NULL
  UNION ALL
  SELECT
    l.row_id,
    l.amount_sen,
    l.amount_sen
  FROM match_legs AS l
  JOIN matches AS m ON m.match_id = l.match_id AND m.state = 'booked'
  WHERE l.side = 'line' AND l.row_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM match_legs AS b WHERE b.match_id = l.match_id AND b.side = 'bank')
) AS u
GROUP BY u.line_id;
