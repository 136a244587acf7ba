-- The days each active file of a bank covers, by account.
SELECT
  f.import_id,
  f.file_name,
  s.value ->> 'bank' AS bank,
  s.value ->> 'account_no' AS account_no,
  s.value ->> 'date_from' AS date_from,
  s.value ->> 'date_to' AS date_to,
  s.value ->> 'opening_sen' AS opening_sen,
  s.value ->> 'closing_sen' AS closing_sen,
  s.value ->> 'proof' AS proof
FROM import_files AS f, json_each(f.detail, '$.statements') AS s
WHERE f.state = 'imported' AND f.undone_at IS NULL
ORDER BY bank, account_no, date_from, date_to, f.import_id;
