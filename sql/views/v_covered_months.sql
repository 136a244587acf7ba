-- Files and rows by source, account, need and month of the rows' days.
CREATE VIEW v_covered_months AS
SELECT
  f.source AS source,
  m.account AS account,
  m.need AS need,
  m.month AS month,
  COUNT(*) AS files,
  SUM(m."rows") AS "rows"
FROM import_months AS m
JOIN import_files AS f ON f.import_id = m.import_id
WHERE f.state = 'imported' AND f.undone_at IS NULL
GROUP BY f.source, m.account, m.need, m.month;
