-- Which files told the rows :ids (a json list) of a table: how many of them each, by source.
SELECT
  f.source,
  f.account,
  f.file_name AS file,
  r.import_id,
  COUNT(DISTINCT r.entity_id) AS rows
FROM json_each(:ids) AS i
CROSS JOIN row_origins AS r ON r.entity = :entity AND r.entity_id = i.value
JOIN import_files AS f ON f.import_id = r.import_id
GROUP BY r.import_id, f.source, f.account, f.file_name
ORDER BY f.source, r.import_id;
