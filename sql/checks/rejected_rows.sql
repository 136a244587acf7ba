-- severity: warning
-- id: Baris yang ditolak dan belum diperbaiki (`omni batches errors BATCH`)
-- en: Rows that were rejected and not repaired yet (`omni batches errors BATCH`)
SELECT f.batch_id AS batch, f.file_name, i.sheet, i.row_no, i.code, i."column", i.value
FROM import_issues AS i
LEFT JOIN import_files AS f ON f.import_id = i.import_id
WHERE i.severity = 'error' AND i.closed_by IS NULL AND f.undone_at IS NULL
ORDER BY f.batch_id, i.import_id, i.row_no, i.issue_id;
