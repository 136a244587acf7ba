-- severity: warning
-- id: Hari sambungan dua berkas tanpa saldo: mutasi yang sama dihitung sekali, padahal bisa jadi dua
-- en: A day where two files without balances meet: an equal movement counts once, but may be two
-- Where both tell the same of that day, each tells all of it. Where a balance is printed, it decides.
WITH statements AS (
  SELECT
    f.import_id,
    f.file_name,
    s.value ->> 'account_no' AS account_no,
    s.value ->> 'date_from' AS date_from,
    s.value ->> 'date_to' AS date_to,
    s.value ->> 'proof' AS proof
  FROM import_files AS f, json_each(f.detail, '$.statements') AS s
  WHERE f.state = 'imported' AND f.undone_at IS NULL
),
origins AS (
  SELECT DISTINCT o.import_id, o.entity_id AS transaction_id
  FROM row_origins AS o
  WHERE o.entity = 'bank_transactions'
)
SELECT
  t.account_no,
  t.posted_date,
  t.debit_sen,
  t.credit_sen,
  t.description,
  a.file_name,
  b.file_name AS next_file_name
FROM statements AS a
JOIN statements AS b ON b.account_no = a.account_no AND b.date_from = a.date_to
  AND b.date_to > a.date_to AND b.date_from > a.date_from
JOIN bank_transactions AS t ON t.account_no = a.account_no AND t.posted_date = a.date_to
WHERE 'not_provable' IN (a.proof, b.proof)
  AND EXISTS (SELECT 1 FROM origins AS o WHERE o.transaction_id = t.transaction_id AND o.import_id = a.import_id)
  AND EXISTS (SELECT 1 FROM origins AS o WHERE o.transaction_id = t.transaction_id AND o.import_id = b.import_id)
  AND EXISTS (
    SELECT 1
    FROM bank_transactions AS u
    JOIN origins AS o ON o.transaction_id = u.transaction_id AND o.import_id IN (a.import_id, b.import_id)
    WHERE u.account_no = t.account_no AND u.posted_date = t.posted_date
    GROUP BY u.transaction_id
    HAVING COUNT(*) = 1)
  AND NOT EXISTS (
    SELECT 1 FROM bank_statements AS p
    WHERE p.account_no = t.account_no AND p.proof = 'proved'
      AND p.date_from < t.posted_date AND p.date_to > t.posted_date)
ORDER BY t.account_no, t.posted_date, t.transaction_id, a.import_id, b.import_id;
