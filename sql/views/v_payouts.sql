-- needs: v_booked_payouts
-- Every withdrawal from a wallet, with what it paid out and whether it reached the bank.
--
-- covered_sen     of net_sen, what known lines explain (lines: how many); opening_sen the rest, which is money
--                 from before the first line that is known
-- payout_fee_sen  what was kept on the way, by a rule; difference_sen = net_sen - payout_fee_sen - bank_sen
-- state           in_bank; ambiguous (several bank lines fit equally: none is booked); suggested; not_in_bank
CREATE VIEW v_payouts AS
SELECT
  p.line_id AS payout_line_id,
  p.source,
  p.platform,
  p.account,
  p.line_key,
  p.payout_ref,
  p.occurred_at,
  p.occurred_date,
  p.occurred_day,
  -p.net_sen AS net_sen,
  (SELECT COUNT(c.line_id) FROM payout_covers AS c WHERE c.payout_line_id = p.line_id) AS lines,
  COALESCE((SELECT SUM(c.amount_sen) FROM payout_covers AS c
             WHERE c.payout_line_id = p.line_id AND c.line_id IS NOT NULL), 0) AS covered_sen,
  COALESCE((SELECT SUM(c.amount_sen) FROM payout_covers AS c
             WHERE c.payout_line_id = p.line_id AND c.line_id IS NULL), 0) AS opening_sen,
  b.match_id,
  b.bank_transaction_id,
  b.bank_date,
  b.bank_sen,
  b.days AS bank_days,
  b.fee_sen AS payout_fee_sen,
  b.difference_sen,
  b.rule,
  CASE
    WHEN b.match_id IS NOT NULL THEN 'in_bank'
    WHEN EXISTS (SELECT 1 FROM match_misses AS x
                  WHERE x.table_name = 'settlement_lines' AND x.row_id = p.line_id
                    AND x.failed_test = 'ambiguous') THEN 'ambiguous'
    WHEN EXISTS (SELECT 1 FROM match_legs AS g
                   JOIN matches AS m ON m.match_id = g.match_id AND m.state = 'suggested'
                  WHERE g.table_name = 'settlement_lines' AND g.row_id = p.line_id
                    AND g.side = 'payout') THEN 'suggested'
    ELSE 'not_in_bank'
  END AS state
FROM settlement_lines AS p
LEFT JOIN v_booked_payouts AS b ON b.payout_line_id = p.line_id
WHERE p.ledger = 'wallet' AND p.kind = 'withdraw' AND p.net_sen < 0;
