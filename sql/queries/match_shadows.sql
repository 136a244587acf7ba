-- The shadow log: what a rule would have done with a pair, and what people answered about it.
SELECT
  w.rule AS ref,
  r.kind,
  r.platform,
  r.payer,
  r.amount_sen AS rule_sen,
  r.reach_days,
  s.source || ':' || s.account || ':' || s.line_key AS payout,
  s.occurred_date AS date,
  -s.net_sen AS amount_sen,
  b.account_no || ':' || b.posted_date || ':' || (b.credit_sen / 100)
    || CASE WHEN b.credit_sen % 100 THEN printf('.%02d', b.credit_sen % 100) ELSE '' END
    || ':' || b.seq AS bank,
  w.would,
  w.answer,
  w.outcome,
  w.confirmations,
  w.needed,
  w.trusted,
  CASE WHEN w.decision_id IS NOT NULL
       THEN CASE w.answer WHEN 'not_same' THEN 'N' ELSE 'H' END || w.decision_id END AS decision
FROM match_shadows AS w
JOIN match_rules AS r ON r.ref = w.rule
JOIN settlement_lines AS s ON s.line_id = w.payout_line_id
JOIN bank_transactions AS b ON b.transaction_id = w.transaction_id
ORDER BY w.log_no;
