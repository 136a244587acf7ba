-- severity: error
-- id: Belanja iklan per hari berbeda dari baris ekspornya
-- en: Ad spend by day differs from the exported row
-- Rows of one day count as they are exported; wider ones by the shares that are stored of them.
SELECT r.platform, r.account, r.campaign, r.date_from, r.date_to, r.spend_sen, SUM(s.spend_sen) AS days_spend_sen
FROM ad_performance AS r
JOIN ad_shares AS s ON s.ad_row_id = r.ad_row_id
GROUP BY r.ad_row_id
HAVING (COUNT(*) = r.to_day - r.from_day + 1 AND SUM(s.spend_sen) <> r.spend_sen)
    OR SUM(s.spend_sen) > r.spend_sen
ORDER BY r.platform, r.account, r.date_from, r.campaign;
