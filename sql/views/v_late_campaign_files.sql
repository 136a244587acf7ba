-- needs: v_frozen_campaigns
-- Files imported after a campaign was frozen that tell of orders of its days; not one that had been imported before, was taken
-- back after the freezing and came again.
CREATE VIEW v_late_campaign_files AS
SELECT
  z.campaign AS campaign,
  f.import_id AS import_id,
  f.file_name AS file_name,
  f.source AS source,
  f.account AS account,
  f.first_imported_at AS imported_at,
  COUNT(*) AS orders
FROM v_frozen_campaigns AS z
JOIN import_files AS f ON f.import_id > z.last_import AND f.state = 'imported' AND f.undone_at IS NULL
JOIN row_origins AS r ON r.entity = 'orders' AND r.import_id = f.import_id
JOIN orders AS o ON o.order_id = r.entity_id AND o.ordered_date BETWEEN z.from_date AND z.to_date
WHERE NOT EXISTS (
  SELECT 1 FROM import_files AS e
  WHERE e.sha256 = f.sha256 AND e.account = f.account AND e.state = 'imported' AND e.import_id <= z.last_import AND e.undone_at >= z.frozen_at)
GROUP BY z.campaign, f.import_id, f.file_name, f.source, f.account, f.first_imported_at;
