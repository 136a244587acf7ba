-- severity: warning
-- id: Belanja iklan satu hari yang lebih besar di laporan per campaign: laporan yang lebih rinci tidak lengkap
-- en: A day's ad spend is more in the coarser report: the finer one, which counts, does not tell all of it
-- Of one account and day the finest rows count. Where a finer file holds some campaigns only (a filtered download),
-- the spend of the others is left out, and the ROAS looks better than it is. A rupiah per row is rounding.
WITH told AS (
  SELECT a.platform, a.account, a.date_from AS ad_date, a.from_day AS ad_day, a.level,
    SUM(a.spend_sen) AS spend_sen, COUNT(*) AS told_rows
  FROM ad_performance AS a
  WHERE a.from_day = a.to_day
  GROUP BY a.platform, a.account, a.date_from, a.from_day, a.level
),
counted AS (
  SELECT d.platform, d.account, d.ad_day, MIN(d.level) AS level, SUM(d.spend_sen) AS spend_sen, COUNT(*) AS told_rows
  FROM v_ad_days AS d
  WHERE d.estimated = 0
  GROUP BY d.platform, d.account, d.ad_day
)
SELECT
  t.platform,
  t.account,
  t.ad_date,
  t.level AS coarser_level,
  c.level AS counted_level,
  t.spend_sen AS told_sen,
  c.spend_sen AS counted_sen,
  t.spend_sen - c.spend_sen AS left_out_sen
FROM told AS t
JOIN counted AS c ON c.platform = t.platform AND c.account = t.account AND c.ad_day = t.ad_day AND c.level <> t.level
WHERE t.spend_sen - c.spend_sen > 100 * (t.told_rows + c.told_rows)
ORDER BY t.platform, t.account, t.ad_day, t.level;
