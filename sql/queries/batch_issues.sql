-- The issues of one batch, in the order of its files and their rows.
SELECT
  f.file_name,
  i.closed_by,
  i.sheet,
  i.row_no,
  i.code,
  i.severity,
  i."column",
  i.value,
  i.key,
  i.fields,
  i.raw
FROM import_issues AS i
JOIN import_files AS f ON f.import_id = i.import_id
WHERE f.batch_id = :batch
ORDER BY i.import_id, i.row_no, i.issue_id;
