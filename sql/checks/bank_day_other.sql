-- severity: warning
-- id: Dua berkas mencakup hari yang sama, tetapi hanya satu memuat mutasi ini: bisa terhitung dua kali
-- en: Two files cover the same day, but only one holds this movement: it may count twice
-- A file tells all of a day that lies between its first and its last movement. On other days a
-- movement with the same reference and text, and another amount, is the same one edited.
WITH told AS MATERIALIZED (
  SELECT DISTINCT o.import_id, t.transaction_id, t.account_no, t.posted_date
  FROM row_origins AS o
  JOIN import_files AS f ON f.import_id = o.import_id AND f.undone_at IS NULL
  JOIN bank_transactions AS t ON t.transaction_id = o.entity_id
  WHERE o.entity = 'bank_transactions'
),
spans AS MATERIALIZED (
  SELECT import_id, account_no, MIN(posted_date) AS first_date, MAX(posted_date) AS last_date
  FROM told
  GROUP BY import_id, account_no
)
SELECT
  t.account_no,
  t.posted_date,
  t.debit_sen,
  t.credit_sen,
  t.description,
  f.file_name,
  g.file_name AS lacking_file_name,
  o.import_id,
  s.import_id AS lacking_import_id
FROM spans AS s
JOIN bank_transactions AS t
  ON t.account_no = s.account_no AND t.posted_date BETWEEN s.first_date AND s.last_date
JOIN told AS o ON o.transaction_id = t.transaction_id AND o.import_id <> s.import_id
JOIN import_files AS f ON f.import_id = o.import_id
JOIN import_files AS g ON g.import_id = s.import_id
WHERE NOT EXISTS (
  SELECT 1 FROM row_origins AS m
  WHERE m.entity = 'bank_transactions' AND m.entity_id = t.transaction_id AND m.import_id = s.import_id)
  AND (
    (t.posted_date > s.first_date AND t.posted_date < s.last_date)
    OR EXISTS (
      SELECT 1
      FROM bank_transactions AS u
      JOIN row_origins AS m
        ON m.entity = 'bank_transactions' AND m.entity_id = u.transaction_id AND m.import_id = s.import_id
      WHERE u.account_no = t.account_no AND u.posted_date = t.posted_date
        AND u.reference = t.reference AND u.description = t.description
        AND t.reference GLOB '*[A-Za-z1-9]*'
        AND (u.debit_sen > 0) = (t.debit_sen > 0)
        AND NOT EXISTS (
          SELECT 1 FROM row_origins AS h
          WHERE h.entity = 'bank_transactions' AND h.entity_id = u.transaction_id AND h.import_id = o.import_id))
  )
ORDER BY t.account_no, t.posted_date, t.transaction_id, s.import_id, o.import_id;
