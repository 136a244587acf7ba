-- Every imported file. is_active: it still feeds the warehouse (not undone, not a repeat of another).
CREATE VIEW v_imports AS
SELECT
  f.import_id,
  f.batch_id,
  f.source,
  f.spec_version,
  f.account,
  f.file_name,
  f.sha256,
  f.state,
  f.effective_at,
  f.first_imported_at,
  f.period_from,
  f.period_to,
  f.rows_read,
  f.rows_inserted,
  f.rows_updated,
  f.rows_unchanged,
  f.rows_rejected,
  f.rows_skipped,
  CASE WHEN f.state = 'imported' AND f.undone_at IS NULL THEN 1 ELSE 0 END AS is_active
FROM import_files AS f;
