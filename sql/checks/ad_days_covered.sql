-- severity: error
-- id: Hari beriklan yang tidak terhitung sama sekali
-- en: A day of advertising that counts nowhere
WITH told AS (
  SELECT DISTINCT d.platform, d.account, d.ad_day FROM v_ad_days AS d
),
windows AS (
  SELECT DISTINCT r.platform, r.account, r.from_day, r.to_day FROM ad_performance AS r
)
SELECT r.platform, r.account, r.campaign, r.date_from, r.date_to, r.spend_sen
FROM windows AS w
JOIN ad_performance AS r
  ON r.platform = w.platform AND r.account = w.account AND r.from_day = w.from_day AND r.to_day = w.to_day
WHERE w.to_day - w.from_day + 1 > (
  SELECT COUNT(DISTINCT d.ad_day)
  FROM told AS d
  -- A report within or beside an account's own is silent where that one speaks.
  WHERE d.platform = w.platform
    AND (d.account = w.account OR w.account LIKE d.account || ':of:%' OR w.account LIKE d.account || ':and:%')
    AND d.ad_day BETWEEN w.from_day AND w.to_day
)
ORDER BY r.platform, r.account, r.date_from, r.campaign;
