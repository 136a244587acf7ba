-- Every document that came in or was refused, once per account: the newest word on it.
--
-- superseded: an active import, all of whose days a later one of its source and account tells of, too.
-- Refused files are those that nobody has imported since.
SELECT
  f.import_id AS import_id,
  f.batch_id AS batch,
  f.file_name AS file,
  f.source AS source,
  f.account AS account,
  f.sha256 AS sha256,
  f.first_imported_at AS at,
  CASE
    WHEN f.undone_at IS NOT NULL THEN 'undone'
    WHEN EXISTS (SELECT 1 FROM import_days AS d WHERE d.import_id = f.import_id) AND NOT EXISTS (
      SELECT 1
      FROM import_days AS d
      WHERE d.import_id = f.import_id AND NOT EXISTS (
        SELECT 1
        FROM import_days AS o
        JOIN import_files AS g ON g.import_id = o.import_id
        WHERE g.state = 'imported' AND g.undone_at IS NULL AND g.import_id <> f.import_id
          AND g.source = f.source AND o.account = d.account AND o.need = d.need
          AND o.from_day <= d.from_day AND o.to_day >= d.to_day
          AND (g.effective_at > f.effective_at OR (g.effective_at = f.effective_at AND g.import_id > f.import_id))
      )
    ) THEN 'superseded'
    ELSE 'imported'
  END AS state,
  '' AS why
FROM import_files AS f
WHERE f.state = 'imported' AND NOT EXISTS (
  SELECT 1
  FROM import_files AS g
  WHERE g.sha256 = f.sha256 AND g.account = f.account AND g.state = 'imported' AND g.import_id > f.import_id
)
UNION ALL
SELECT
  NULL,
  MAX(r.batch_id),
  MAX(r.file_name),
  MAX(r.source),
  NULL,
  r.sha256,
  MAX(b.started_at),
  'refused',
  MIN(r.code)
FROM refused_files AS r
JOIN import_batches AS b ON b.batch_id = r.batch_id
WHERE r.severity = 'error' AND NOT EXISTS (
  SELECT 1
  FROM import_files AS f
  WHERE f.sha256 = r.sha256 AND f.state = 'imported' AND f.undone_at IS NULL
)
GROUP BY r.sha256
ORDER BY 7, 3;
