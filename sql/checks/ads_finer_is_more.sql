-- severity: warning
-- id: Baris iklan yang lebih rinci berjumlah lebih besar dari laporan yang memuatnya
-- en: Finer ad rows add up to more than the wider report that holds them
-- The finer rows count. The wider report may be an older download, or a filtered one. A rupiah per row is rounding.
WITH coarse AS (
  SELECT
    r.platform, r.account, r.level,
    COALESCE(r.campaign_name, r.campaign) AS campaign,
    COALESCE(r.adset_name, r.adset) AS adset,
    r.date_from, r.date_to, r.from_day, r.to_day, r.ad_row_id, r.spend_sen
  FROM ad_spread AS p
  JOIN ad_performance AS r ON r.ad_row_id = p.ad_row_id
  WHERE p.spend_sen = 0 AND r.spend_sen > 0 AND r.level <> 'ad'
)
SELECT
  c.platform, c.account, c.level, c.campaign, c.adset, c.date_from, c.date_to,
  c.spend_sen AS reported_sen, SUM(d.spend_sen) AS counted_sen
FROM coarse AS c
JOIN v_ad_days AS d
  ON d.platform = c.platform AND d.account = c.account AND d.ad_day BETWEEN c.from_day AND c.to_day
 AND d.row_date_from >= c.date_from AND d.row_date_to <= c.date_to
WHERE (c.level = 'account' OR (d.campaign = c.campaign AND (c.level = 'campaign' OR d.adset = c.adset)))
  AND d.ad_row_id <> c.ad_row_id
GROUP BY c.platform, c.account, c.level, c.campaign, c.adset, c.date_from, c.date_to, c.spend_sen
HAVING SUM(d.spend_sen) > c.spend_sen + 100 * (COUNT(*) + 1)
ORDER BY c.platform, c.account, c.date_from, c.campaign, c.adset;
