/*omni
explains = ["credit_sen", "debit_sen", "transactions", "matched_sen"]
filters = ["account_no"]
params = ["from_date", "to_date"]
sources = ["v_bank"]
*/
SELECT
  'bank_transactions' AS entity,
  b.transaction_id AS entity_id,
  b.counterparty AS segment,
  b.description AS label,
  b.posted_date AS date,
  '' AS reason,
  b.credit_sen - b.debit_sen AS amount_sen,
  b.counterparty AS counterparty,
  b.account_no AS account_no,
  CASE WHEN b.credit_sen <> 0 THEN b.credit_sen END AS credit_sen,
  CASE WHEN b.debit_sen <> 0 THEN b.debit_sen END AS debit_sen,
  1 AS transactions,
  CASE WHEN b.matched = 1 THEN b.credit_sen END AS matched_sen
FROM v_bank AS b
WHERE b.posted_date >= :from_date AND b.posted_date < :to_date
ORDER BY entity, entity_id, counterparty;
