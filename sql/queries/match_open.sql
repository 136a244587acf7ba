-- Payouts and platform credits without a partner, each with a reference to copy and the nearest candidate.
SELECT
  'payout' AS side,
  s.source || ':' || s.account || ':' || s.line_key AS ref,
  s.occurred_date AS date,
  -s.net_sen AS amount_sen,
  x.failed_test,
  b.account_no || ':' || b.posted_date || ':' || (b.credit_sen / 100)
    || CASE WHEN b.credit_sen % 100 THEN printf('.%02d', b.credit_sen % 100) ELSE '' END
    || ':' || b.seq AS candidate,
  x.explanation
FROM match_misses AS x
JOIN settlement_lines AS s ON s.line_id = x.row_id
LEFT JOIN bank_transactions AS b ON b.transaction_id = x.candidate_id
WHERE x.table_name = 'settlement_lines'
UNION ALL
SELECT
  'bank',
  b.account_no || ':' || b.posted_date || ':' || (b.credit_sen / 100)
    || CASE WHEN b.credit_sen % 100 THEN printf('.%02d', b.credit_sen % 100) ELSE '' END
    || ':' || b.seq,
  b.posted_date,
  b.credit_sen,
  x.failed_test,
  s.source || ':' || s.account || ':' || s.line_key,
  x.explanation
FROM match_misses AS x
JOIN bank_transactions AS b ON b.transaction_id = x.row_id
LEFT JOIN settlement_lines AS s ON s.line_id = x.candidate_id
WHERE x.table_name = 'bank_transactions'
ORDER BY 1 DESC, 3, 2, 6;
