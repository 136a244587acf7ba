-- The files of one batch, each with the count of its open issues.
SELECT
  f.import_id,
  f.file_name AS file,
  f.source,
  f.account,
  f.state,
  f.effective_at,
  f.rows_read AS read,
  f.rows_inserted AS inserted,
  f.rows_updated AS updated,
  f.rows_unchanged AS unchanged,
  f.rows_rejected AS rejected,
  f.rows_skipped AS skipped,
  f.sha256,
  (
    SELECT COUNT(*)
    FROM import_issues AS i
    WHERE i.import_id = f.import_id AND i.closed_by IS NULL AND i.severity = 'error'
  ) AS open_issues
FROM import_files AS f
WHERE f.batch_id = :batch
ORDER BY f.import_id;
