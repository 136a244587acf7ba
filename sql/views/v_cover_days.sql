-- needs: v_booked_payouts
-- Which part of a line left the wallet, and the days: paid out on, and (where it is on a statement) in the
-- bank on. A bank credit that was matched with lines directly pays them out the day it arrives.
-- payout_fee_sen  what the bank got less than the payout; it stands once, beside the payout's first line
CREATE VIEW v_cover_days AS
SELECT
  c.line_id,
  c.payout_line_id,
  c.amount_sen,
  p.occurred_date AS paid_date,
  b.bank_date,
  CASE WHEN c.line_id = f.first_line_id AND b.bank_sen IS NOT NULL
       THEN b.bank_sen + p.net_sen ELSE 0 END AS payout_fee_sen
FROM payout_covers AS c
JOIN settlement_lines AS p ON p.line_id = c.payout_line_id
JOIN (
  SELECT x.payout_line_id, MIN(x.line_id) AS first_line_id
  FROM payout_covers AS x
  WHERE x.line_id IS NOT NULL
  GROUP BY x.payout_line_id
) AS f ON f.payout_line_id = c.payout_line_id
LEFT JOIN v_booked_payouts AS b ON b.payout_line_id = c.payout_line_id
WHERE c.line_id IS NOT NULL
UNION ALL
SELECT
  l.row_id,
  NULL,
  l.amount_sen,
  n.bank_date,
  n.bank_date,
  0
FROM match_legs AS l
JOIN matches AS m ON m.match_id = l.match_id AND m.state = 'booked'
JOIN (
  SELECT g.match_id, MIN(t.posted_date) AS bank_date
  FROM match_legs AS g
  JOIN bank_transactions AS t ON t.transaction_id = g.row_id
  WHERE g.side = 'bank'
  GROUP BY g.match_id
) AS n ON n.match_id = l.match_id
WHERE l.side = 'line' AND l.row_id IS NOT NULL;
