-- The orders that no file imported before :at knew of.
SELECT o.platform, o.account, o.order_no
FROM orders AS o
WHERE NOT EXISTS (
  SELECT 1
  FROM row_origins AS r
  JOIN import_files AS f ON f.import_id = r.import_id
  WHERE r.entity = 'orders' AND r.entity_id = o.order_id AND f.first_imported_at < :at
);
