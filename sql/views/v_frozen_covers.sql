-- What closings froze of the cover of payouts, as far as it still stands: of each payout the newest closing,
-- while the payout is there with the amount that was covered. Without `line_id` it is money from before the
-- first known line, or of a line that is gone.
CREATE VIEW v_frozen_covers AS
SELECT
  p.line_id AS payout_line_id,
  l.line_id,
  f.amount_sen,
  f.rule,
  f.decision_id
FROM (
  SELECT c.payout_source, c.account, c.payout_key, c.decision_id, SUM(c.amount_sen) AS amount_sen
  FROM frozen_covers AS c
  GROUP BY c.payout_source, c.account, c.payout_key, c.decision_id
) AS t
JOIN settlement_lines AS p
  ON p.source = t.payout_source AND p.account = t.account AND p.line_key = t.payout_key
  AND p.ledger = 'wallet' AND p.kind = 'withdraw' AND p.net_sen = -t.amount_sen
JOIN frozen_covers AS f
  ON f.payout_source = t.payout_source AND f.account = t.account AND f.payout_key = t.payout_key
  AND f.decision_id = t.decision_id
LEFT JOIN settlement_lines AS l
  ON l.source = f.line_source AND l.account = f.account AND l.line_key = f.line_key
WHERE NOT EXISTS (
  SELECT 1 FROM frozen_covers AS n
  WHERE n.payout_source = t.payout_source AND n.account = t.account AND n.payout_key = t.payout_key
    AND n.decision_id > t.decision_id
);
