-- Spend and results of each ad set in the period and in the calendar month before it.
-- first_kind, last_kind  kinds of its results in both; where they differ, results of unlike kinds are never added
-- in_rest                1 where it is what a campaign's ad sets leave of it ("other ad sets"), no ad set
SELECT
  d.platform AS platform,
  COALESCE(d.campaign, '') AS campaign,
  COALESCE(d.adset, '') AS adset,
  COALESCE(SUM(CASE WHEN d.ad_date >= :from_date THEN d.spend_sen END), 0) AS spend_sen,
  COALESCE(SUM(CASE WHEN d.ad_date >= :from_date THEN d.results END), 0) AS results,
  COALESCE(SUM(CASE WHEN d.ad_date < SUBSTR(:from_date, 1, 7) || '-01' THEN d.spend_sen END), 0) AS prev_spend_sen,
  COALESCE(SUM(CASE WHEN d.ad_date < SUBSTR(:from_date, 1, 7) || '-01' THEN d.results END), 0) AS prev_results,
  MIN(CASE WHEN d.results > 0 THEN COALESCE(d.result_type, '') END) AS first_kind,
  MAX(CASE WHEN d.results > 0 THEN COALESCE(d.result_type, '') END) AS last_kind,
  CASE WHEN COALESCE(d.adset, '') = ''
         AND MAX(MAX(COALESCE(d.adset, ''))) OVER (PARTITION BY d.platform, COALESCE(d.campaign, '')) <> ''
       THEN 1 ELSE 0 END AS in_rest
FROM v_ad_days AS d
-- The first day of the month before, from the bound date alone: a look-up would read the ads of all years.
WHERE d.ad_date >= CASE SUBSTR(:from_date, 6, 2)
    WHEN '01' THEN CAST(CAST(SUBSTR(:from_date, 1, 4) AS INTEGER) - 1 AS TEXT) || '-12-01'
    ELSE SUBSTR(:from_date, 1, 5) || SUBSTR('0102030405060708091011', 2 * CAST(SUBSTR(:from_date, 6, 2) AS INTEGER) - 3, 2) || '-01' END
  AND d.ad_date < :to_date
GROUP BY d.platform, COALESCE(d.campaign, ''), COALESCE(d.adset, '')
