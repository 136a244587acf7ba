-- Files whose own totals do not hold, of those that tell of days of a period; a file without known days tells of any.
-- Parameters: :first and :last, both included.
SELECT t.source, t.account, t.file_name, t.printed
FROM v_control_totals AS t
WHERE NOT EXISTS (SELECT 1 FROM import_days AS n WHERE n.import_id = t.import_id)
  OR EXISTS (
    SELECT 1
    FROM import_days AS d
    JOIN calendar_days AS a ON a.date = :first
    JOIN calendar_days AS b ON b.date = :last
    WHERE d.import_id = t.import_id AND d.from_day <= b.day AND d.to_day >= a.day)
ORDER BY t.source, t.account, t.import_id, t.code, t.message;
