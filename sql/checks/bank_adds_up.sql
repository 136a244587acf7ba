-- severity: error
-- id: Mutasi bank tidak sama dengan rekening koran yang terbukti: ada yang hilang atau terhitung dua kali
-- en: Bank movements differ from a proved statement: one is lost or counts twice
-- Another file may tell more of a statement's last day, printed before that day was over; or of its
-- first day, where that other file ended.
WITH proved AS (
  SELECT
    s.*,
    (SELECT MIN(o.date_to) FROM bank_statements AS o
      WHERE o.account_no = s.account_no AND o.date_to = s.date_from
        AND o.statement_id <> s.statement_id) AS shared_date
  FROM bank_statements AS s
  WHERE s.proof = 'proved'
)
SELECT
  s.bank,
  s.account_no,
  s.date_from,
  s.date_to,
  s.lines,
  COUNT(t.transaction_id) AS found_lines,
  s.credit_sen - s.debit_sen AS net_sen,
  COALESCE(SUM(t.credit_sen - t.debit_sen), 0) AS found_net_sen
FROM proved AS s
LEFT JOIN bank_transactions AS t
  ON t.account_no = s.account_no AND t.posted_date BETWEEN s.date_from AND s.date_to
GROUP BY s.statement_id
HAVING COUNT(t.transaction_id) < s.lines
  OR COUNT(CASE WHEN t.posted_date < s.date_to AND t.posted_date IS NOT s.shared_date THEN 1 END) > s.lines
  OR (COUNT(t.transaction_id) = s.lines
      AND COALESCE(SUM(t.credit_sen - t.debit_sen), 0) <> s.credit_sen - s.debit_sen)
ORDER BY s.bank, s.account_no, s.date_from, s.date_to;
