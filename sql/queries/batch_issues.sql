-- The issues of one batch, in the order of its files and their rows; at last of files it went on without.
SELECT
  f.file_name,
  i.closed_by,
  i.sheet,
  i.row_no AS row_no,
  i.code,
  i.severity,
  i."column",
  i.value,
  i.key,
  i.fields,
  i.raw,
  i.import_id AS import_id,
  0 AS file_no,
  i.issue_id AS issue_no
FROM import_issues AS i
JOIN import_files AS f ON f.import_id = i.import_id
WHERE f.batch_id = :batch
UNION ALL
SELECT
  r.file_name,
  NULL,
  r.sheet,
  r.row_no,
  r.code,
  r.severity,
  r."column",
  r.value,
  r.key,
  r.fields,
  NULL,
  NULL,
  r.file_no,
  r.issue_no
FROM refused_files AS r
WHERE r.batch_id = :batch
ORDER BY import_id NULLS LAST, file_no, row_no, issue_no;
