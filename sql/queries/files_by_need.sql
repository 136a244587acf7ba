-- How many active files each source, account and need has.
SELECT f.source, d.account, d.need, COUNT(DISTINCT f.import_id) AS files
FROM import_days AS d
JOIN import_files AS f ON f.import_id = d.import_id
WHERE f.state = 'imported' AND f.undone_at IS NULL
GROUP BY f.source, d.account, d.need
ORDER BY f.source, d.account, d.need;
