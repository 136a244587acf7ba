-- Rows of one batch that were rejected, or kept with a cell to repair, and that no later file repaired; with the
-- layout of their file.
SELECT
  i.import_id,
  f.source,
  f.account,
  COALESCE(f.detail ->> '$.headers', '[]') AS headers,
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
WHERE
  f.batch_id = :batch
  AND f.state = 'imported'
  AND (i.severity = 'error' OR i.raw IS NOT NULL)
  AND i.row_no IS NOT NULL
  AND i.closed_by IS NULL
ORDER BY i.import_id, i.row_no, i.issue_id;
