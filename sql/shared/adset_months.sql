-- Spend and results of each ad set in the period and in the calendar month before it (part 0), and the same a month earlier:
-- in that month and in the one before (part 1).
-- first_kind, last_kind  kinds of its results in both; where they differ, results of unlike kinds are never added
-- in_rest                1 where it is what a campaign's ad sets leave of it ("other ad sets"), no ad set
SELECT
  b.part AS part,
  d.platform AS platform,
  COALESCE(d.campaign, '') AS campaign,
  COALESCE(d.adset, '') AS adset,
  COALESCE(SUM(CASE WHEN d.ad_date >= b.from_date THEN d.spend_sen END), 0) AS spend_sen,
  COALESCE(SUM(CASE WHEN d.ad_date >= b.from_date THEN d.results END), 0) AS results,
  COALESCE(SUM(CASE WHEN d.ad_date < b.month_date THEN d.spend_sen END), 0) AS prev_spend_sen,
  COALESCE(SUM(CASE WHEN d.ad_date < b.month_date THEN d.results END), 0) AS prev_results,
  MIN(CASE WHEN d.results > 0 THEN COALESCE(d.result_type, '') END) AS first_kind,
  MAX(CASE WHEN d.results > 0 THEN COALESCE(d.result_type, '') END) AS last_kind,
  CASE WHEN COALESCE(d.adset, '') = ''
         AND MAX(MAX(COALESCE(d.adset, ''))) OVER (PARTITION BY b.part, d.platform, COALESCE(d.campaign, '')) <> ''
       THEN 1 ELSE 0 END AS in_rest
FROM (
  SELECT k.part, CASE k.part WHEN 0 THEN k.last_date ELSE k.earliest_date END AS before_date,
         CASE k.part WHEN 0 THEN k.start_date ELSE k.last_date END AS from_date,
         CASE k.part WHEN 0 THEN k.month_date ELSE k.last_date END AS month_date,
         CASE k.part WHEN 0 THEN k.end_date ELSE k.month_date END AS to_date
  FROM (
    -- First days of months, from the bound date alone: a look-up would read the ads of all years.
    SELECT
      n.part, :from_date AS start_date, :to_date AS end_date, SUBSTR(:from_date, 1, 7) || '-01' AS month_date,
      CASE SUBSTR(:from_date, 6, 2)
        WHEN '01' THEN CAST(CAST(SUBSTR(:from_date, 1, 4) AS INTEGER) - 1 AS TEXT) || '-12-01'
        ELSE SUBSTR(:from_date, 1, 5) || SUBSTR('0102030405060708091011', 2 * CAST(SUBSTR(:from_date, 6, 2) AS INTEGER) - 3, 2) || '-01' END AS last_date,
      CASE SUBSTR(:from_date, 6, 2)
        WHEN '01' THEN CAST(CAST(SUBSTR(:from_date, 1, 4) AS INTEGER) - 1 AS TEXT) || '-11-01'
        WHEN '02' THEN CAST(CAST(SUBSTR(:from_date, 1, 4) AS INTEGER) - 1 AS TEXT) || '-12-01'
        ELSE SUBSTR(:from_date, 1, 5) || SUBSTR('0102030405060708091011', 2 * CAST(SUBSTR(:from_date, 6, 2) AS INTEGER) - 5, 2) || '-01'
      END AS earliest_date
    FROM (SELECT 0 AS part UNION ALL SELECT 1) AS n
  ) AS k
) AS b
JOIN v_ad_days AS d ON d.ad_date >= b.before_date AND d.ad_date < b.to_date
-- The same bounds for both parts, so that the ads are cut before they are joined.
WHERE d.ad_date < :to_date
  AND d.ad_date >= CASE SUBSTR(:from_date, 6, 2)
    WHEN '01' THEN CAST(CAST(SUBSTR(:from_date, 1, 4) AS INTEGER) - 1 AS TEXT) || '-11-01'
    WHEN '02' THEN CAST(CAST(SUBSTR(:from_date, 1, 4) AS INTEGER) - 1 AS TEXT) || '-12-01'
    ELSE SUBSTR(:from_date, 1, 5) || SUBSTR('0102030405060708091011', 2 * CAST(SUBSTR(:from_date, 6, 2) AS INTEGER) - 5, 2) || '-01' END
GROUP BY b.part, d.platform, COALESCE(d.campaign, ''), COALESCE(d.adset, '')
