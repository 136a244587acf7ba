-- severity: error
-- id: Hari beriklan yang tidak terhitung sama sekali
-- en: A day of advertising that counts nowhere
SELECT r.platform, r.account, r.campaign, r.date_from, r.date_to, r.spend_sen
FROM ad_performance AS r
WHERE r.to_day - r.from_day + 1 > (
  SELECT COUNT(DISTINCT d.ad_day)
  FROM ad_days AS d
  -- A report within or beside an account's own is silent where that one speaks.
  WHERE d.platform = r.platform
    AND (d.account = r.account OR r.account LIKE d.account || ':of:%' OR r.account LIKE d.account || ':and:%')
    AND d.ad_day BETWEEN r.from_day AND r.to_day
)
ORDER BY r.platform, r.account, r.date_from, r.campaign;
