-- The files of one batch, each with the count of its open issues; at last those it went on without.
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
  f.detail ->> '$.verdict[0].kind' AS verdict,
  f.detail ->> '$.verdict[0].signs' AS signs,
  (
    SELECT COUNT(*)
    FROM import_issues AS i
    WHERE i.import_id = f.import_id AND i.closed_by IS NULL AND i.severity = 'error'
  ) AS open_issues
FROM import_files AS f
WHERE f.batch_id = :batch
UNION ALL
SELECT
  NULL,
  r.file_name,
  MAX(r.source),
  NULL,
  'rejected',
  NULL,
  MAX(r.rows_read),
  0,
  0,
  0,
  MAX(r.rows_read),
  0,
  MAX(r.sha256),
  NULL,
  NULL,
  SUM(r.severity = 'error')
FROM refused_files AS r
WHERE r.batch_id = :batch
GROUP BY r.file_no, r.file_name
ORDER BY 1 NULLS LAST, 2;
