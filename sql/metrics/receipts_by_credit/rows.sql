/*omni
explains = ["explained_sen", "lines"]
filters = ["payer"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_credits", "v_credit_lines", "v_lines", "v_lines_of_sales", "v_sales"]
*/
SELECT
  'settlement_lines' AS entity,
  l.line_id AS entity_id,
  MIN(s.source || ' · ' || s.kind) AS segment,
  MIN(COALESCE(o.order_no, s.order_no, s.awb, s.line_key)) AS label,
  MIN(s.occurred_date) AS date,
  '' AS reason,
  COALESCE(SUM(l.amount_sen), 0) AS amount_sen,
  l.transaction_id AS transaction_id,
  MIN(c.payer) AS payer,
  COALESCE(SUM(l.amount_sen), 0) AS explained_sen,
  COUNT(*) AS lines
FROM v_credits AS c
JOIN v_credit_lines AS l ON l.transaction_id = c.transaction_id
JOIN v_lines AS s ON s.line_id = l.line_id
LEFT JOIN v_lines_of_sales AS r ON r.line_id = l.line_id
LEFT JOIN v_sales AS o ON o.order_id = r.order_id
WHERE c.posted_date >= :from_date AND c.posted_date < :to_date AND c.posted_date <= :as_of
GROUP BY l.transaction_id, l.line_id
UNION ALL
SELECT
  'bank_transactions', c.transaction_id, 'bank', c.description, c.posted_date,
  CASE WHEN c.payout_fee_sen = 0 AND c.beside_sen = 0 THEN 'credit_itself' ELSE '' END, c.credit_sen, c.transaction_id, c.payer,
  CASE WHEN c.payout_fee_sen <> 0 OR c.beside_sen <> 0 THEN c.beside_sen - c.payout_fee_sen END,
  NULL
FROM v_credits AS c
WHERE c.posted_date >= :from_date AND c.posted_date < :to_date AND c.posted_date <= :as_of
ORDER BY entity, entity_id, transaction_id;
