-- severity: error
-- id: Belanja iklan per hari berbeda dari bagian baris ekspornya yang terhitung
-- en: Ad spend by day differs from what counts of the exported row
-- Of a report beside or within an account's own, days that the own report tells are missing.
WITH spread AS (
  SELECT p.ad_row_id, p.spend_sen, COALESCE(SUM(s.spend_sen), 0) AS days_spend_sen
  FROM ad_spread AS p
  LEFT JOIN ad_shares AS s ON s.ad_row_id = p.ad_row_id
  GROUP BY p.ad_row_id, p.spend_sen
)
SELECT r.platform, r.account, r.campaign, r.date_from, r.date_to, r.spend_sen, p.days_spend_sen
FROM spread AS p
JOIN ad_performance AS r ON r.ad_row_id = p.ad_row_id
WHERE (r.account NOT LIKE '%:%' AND p.days_spend_sen <> p.spend_sen)
   OR (p.days_spend_sen > p.spend_sen AND p.spend_sen >= 0)
   OR (p.spend_sen > r.spend_sen AND r.spend_sen >= 0)
ORDER BY r.platform, r.account, r.date_from, r.campaign;
