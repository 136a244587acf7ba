-- When chat contacts were last imported.
SELECT MAX(f.first_imported_at) AS imported_at
FROM import_files AS f
WHERE f.source IN ('cekat', 'leads') AND f.state = 'imported' AND f.undone_at IS NULL;
