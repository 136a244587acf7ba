-- Which rows of which imports the rows of a table were made from: :entity, and :ids as a json list; newest import first.
SELECT
  r.entity_id,
  r.import_id,
  r.row_no,
  f.batch_id,
  f.file_name,
  f.source,
  f.effective_at,
  f.detail ->> '$.places' AS places
FROM json_each(:ids) AS i
CROSS JOIN row_origins AS r ON r.entity = :entity AND r.entity_id = i.value
JOIN import_files AS f ON f.import_id = r.import_id
ORDER BY r.entity_id, f.effective_at DESC, r.import_id DESC, r.row_no;
