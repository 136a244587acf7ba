-- Order and tracking numbers in rows that were refused: what is known of their money may lack those rows.
-- A row counts no longer once it was repaired, or a later file of its source brought a line of that number.
CREATE VIEW v_refused_numbers AS
SELECT DISTINCT x.number
FROM (
  SELECT i.import_id, f.source, TRIM(c.value, ' ''') AS number
  FROM import_issues AS i
  CROSS JOIN import_files AS f
  CROSS JOIN json_each(i.raw) AS c
  WHERE f.import_id = i.import_id AND i.severity = 'error' AND i.closed_by IS NULL AND i.raw IS NOT NULL AND f.state = 'imported' AND f.undone_at IS NULL
    AND LENGTH(TRIM(c.value, ' ''')) >= 5 AND c.value GLOB '*[0-9]*'
) AS x
WHERE NOT EXISTS (
    SELECT 1 FROM settlement_lines AS l
    JOIN row_origins AS r ON r.entity = 'settlement_lines' AND r.entity_id = l.line_id AND r.import_id > x.import_id
    WHERE l.order_no = x.number AND l.source = x.source)
  AND NOT EXISTS (
    SELECT 1 FROM settlement_lines AS l
    JOIN row_origins AS r ON r.entity = 'settlement_lines' AND r.entity_id = l.line_id AND r.import_id > x.import_id
    WHERE l.awb = x.number AND l.source = x.source);
