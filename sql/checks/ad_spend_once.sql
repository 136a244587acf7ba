-- severity: error
-- id: Belanja iklan satu hari terhitung dari dua laporan
-- en: Ad spend of one day counts from two reports
-- A report within an account's own, or a campaign of one beside it, on a day the own report tells.
WITH own_days AS (
  SELECT DISTINCT d.platform, d.account, d.ad_date, d.campaign FROM v_ad_days AS d
)
SELECT p.platform, p.account, p.ad_date, SUM(p.spend_sen) AS spend_sen
FROM v_ad_days AS p
WHERE p.account LIKE '%:%' AND EXISTS (
  SELECT 1
  FROM own_days AS d
  WHERE d.platform = p.platform AND d.ad_date = p.ad_date
    AND (p.account LIKE d.account || ':of:%'
         OR (p.account LIKE d.account || ':and:%' AND p.campaign <> '' AND p.campaign = d.campaign))
)
GROUP BY p.platform, p.account, p.ad_date
ORDER BY 1, 2, 3;
