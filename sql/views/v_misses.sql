-- Why a payout (or a bank credit) found no partner: its nearest candidate and the first test that failed.
--
-- payout_line_id / transaction_id   the side that is open; the other is the candidate
CREATE VIEW v_misses AS
SELECT
  CASE x.table_name WHEN 'settlement_lines' THEN x.row_id END AS payout_line_id,
  CASE x.table_name WHEN 'bank_transactions' THEN x.row_id END AS transaction_id,
  x.failed_test,
  CASE x.table_name WHEN 'settlement_lines' THEN b.posted_date ELSE p.occurred_date END AS candidate_date,
  CASE x.table_name WHEN 'settlement_lines' THEN b.credit_sen ELSE -p.net_sen END AS candidate_sen,
  CASE x.table_name WHEN 'settlement_lines' THEN b.description ELSE p.payout_ref END AS candidate
FROM match_misses AS x
LEFT JOIN bank_transactions AS b
  ON x.candidate_table = 'bank_transactions' AND b.transaction_id = x.candidate_id
LEFT JOIN settlement_lines AS p
  ON x.candidate_table = 'settlement_lines' AND p.line_id = x.candidate_id
WHERE x.nth = 1;
