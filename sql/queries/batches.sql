-- Every batch, newest first, with the sums of its files.
SELECT
  b.batch_id AS batch,
  b.started_at,
  b.actor,
  b.state,
  COUNT(f.import_id) + (
    SELECT COUNT(DISTINCT r.file_no)
    FROM refused_files AS r
    WHERE r.batch_id = b.batch_id
  ) AS files,
  COALESCE(SUM(f.rows_read), 0) AS read,
  COALESCE(SUM(f.rows_inserted), 0) AS inserted,
  COALESCE(SUM(f.rows_updated), 0) AS updated,
  COALESCE(SUM(f.rows_unchanged), 0) AS unchanged,
  COALESCE(SUM(f.rows_rejected), 0) AS rejected,
  COALESCE(SUM(f.rows_skipped), 0) AS skipped
FROM import_batches AS b
LEFT JOIN import_files AS f ON f.batch_id = b.batch_id
GROUP BY b.batch_id
ORDER BY b.batch_id DESC;
