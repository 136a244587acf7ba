-- What is processed: each source with its need, how many files, since when and up to which news.
SELECT
  f.source,
  COALESCE(MIN(d.need), '') AS need,
  COUNT(DISTINCT f.import_id) AS files,
  substr(MIN(f.first_imported_at), 1, 10) AS since,
  substr(MAX(f.effective_at), 1, 10) AS newest
FROM import_files AS f
LEFT JOIN import_days AS d ON d.import_id = f.import_id
WHERE f.state = 'imported' AND f.undone_at IS NULL
GROUP BY f.source
ORDER BY f.source;
