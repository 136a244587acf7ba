-- Per ad set and week, how often the people reached saw it. `whole_week` is 1 where a row of at least seven days says so
-- (the highest there is); else its days are put together and only two bounds are known (definitions 1.16).
SELECT
  f.platform AS platform, f.campaign AS campaign, f.adset AS adset, f.week_date AS week_date,
  COALESCE(SUM(f.impressions), 0) AS impressions,
  CASE WHEN COUNT(*) = 1 THEN MAX(f.reach) END AS reach,
  COUNT(*) AS ad_rows,
  MAX(f.whole_week) AS whole_week,
  CAST(ROUND(10000.0 * COALESCE(SUM(f.impressions), 0) / COALESCE(SUM(f.reach), 1)) AS INTEGER) AS low_bps,
  CAST(ROUND(10000.0 * COALESCE(SUM(f.impressions), 0) / MAX(f.reach)) AS INTEGER) AS high_bps
FROM (
  SELECT
    k.platform, k.campaign, k.adset, k.week_date, k.impressions, k.reach, k.whole_week, k.place,
    ROW_NUMBER() OVER (
      PARTITION BY k.platform, k.campaign, k.adset, k.week_date, k.place
      ORDER BY 1.0 * k.impressions / k.reach DESC, k.ad_row_id
    ) AS nth,
    MIN(k.place) OVER (PARTITION BY k.platform, k.campaign, k.adset, k.week_date) AS best
  FROM (
    SELECT
      r.platform, r.campaign, r.adset, r.week_date, r.impressions, r.reach, r.ad_row_id,
      CASE WHEN r.days >= 7 THEN 1 ELSE 0 END AS whole_week,
      CASE WHEN r.days >= 7 THEN 0 WHEN r.days = 1 THEN 10 ELSE 20 END
        + CASE WHEN r.level = 'ad' THEN 1 ELSE 0 END AS place
    FROM v_ad_reach AS r
    WHERE r.date_to >= :from_date AND r.date_to < :to_date
  ) AS k
) AS f
WHERE f.place = f.best AND (f.whole_week = 0 OR f.nth = 1)
GROUP BY f.platform, f.campaign, f.adset, f.week_date
