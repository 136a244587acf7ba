-- severity: error
-- id: Belanja iklan per hari berbeda dari baris ekspornya
-- en: Ad spend by day differs from the exported row
SELECT r.platform, r.account, r.campaign, r.date_from, r.date_to, r.spend_sen, SUM(d.spend_sen) AS days_spend_sen
FROM ad_performance AS r
JOIN ad_days AS d ON d.ad_row_id = r.ad_row_id
GROUP BY r.ad_row_id
HAVING (COUNT(*) = r.to_day - r.from_day + 1 AND SUM(d.spend_sen) <> r.spend_sen)
    OR SUM(d.spend_sen) > r.spend_sen
ORDER BY r.platform, r.account, r.date_from, r.campaign;
