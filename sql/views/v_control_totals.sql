-- A total or balance that an imported file prints and its rows do not add up to: the rows count, and pages that use the
-- file say so. printed holds both amounts as the finding printed them, in Indonesian and English.
CREATE VIEW v_control_totals AS
SELECT
  f.import_id,
  f.batch_id,
  f.source,
  f.account,
  f.file_name,
  i.code,
  i.message,
  i.fields AS printed
FROM import_issues AS i
INNER JOIN import_files AS f ON f.import_id = i.import_id
WHERE
  (i.code = 'W_CONTROL_TOTAL' OR i.code = 'W_BALANCE_BROKEN' OR i.code = 'W_ADS_TOTAL')
  AND f.undone_at IS NULL AND f.state = 'imported';
