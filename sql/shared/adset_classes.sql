-- needs: adset_months
-- computed once
-- The class of each ad set with its reason, in the period (part 0) and in the calendar month before it (part 1).
-- twice_sen: twice the median CPR of its platform and kind of result
WITH kinds AS (
  SELECT
    a.part, a.platform, a.campaign, a.adset, a.in_rest, a.spend_sen, a.results, a.prev_spend_sen, a.prev_results,
    a.first_kind, a.last_kind,
    MIN(a.first_kind) OVER (PARTITION BY a.part, a.platform, a.campaign) AS campaign_first,
    MAX(a.last_kind) OVER (PARTITION BY a.part, a.platform, a.campaign) AS campaign_last,
    MIN(a.first_kind) OVER (PARTITION BY a.part, a.platform) AS platform_first,
    MAX(a.last_kind) OVER (PARTITION BY a.part, a.platform) AS platform_last
  FROM adset_months AS a
),
-- An ad set without results has no kind of its own: its campaign's, or its platform's, where there is only one.
rated AS (
  SELECT
    a.part,
    a.platform,
    a.campaign,
    a.adset,
    a.in_rest,
    a.spend_sen,
    CASE WHEN a.first_kind <> a.last_kind THEN 1 ELSE 0 END AS is_mixed,
    CASE WHEN a.first_kind <> a.last_kind THEN NULL
         WHEN a.first_kind IS NOT NULL THEN a.first_kind
         WHEN a.campaign_first = a.campaign_last THEN a.campaign_first
         WHEN a.platform_first = a.platform_last THEN a.platform_first END AS kind,
    CASE WHEN a.first_kind <> a.last_kind THEN NULL ELSE a.results END AS results,
    CASE WHEN a.first_kind <> a.last_kind THEN NULL
         ELSE CAST(ROUND(1.0 * NULLIF(a.spend_sen, 0) / NULLIF(a.results, 0)) AS INTEGER) END AS cpr_sen,
    CASE WHEN a.first_kind <> a.last_kind THEN NULL
         ELSE CAST(ROUND(1.0 * NULLIF(a.prev_spend_sen, 0) / NULLIF(a.prev_results, 0)) AS INTEGER) END AS prev_cpr_sen
  FROM kinds AS a
),
ranked AS (
  SELECT
    r.part,
    r.platform,
    r.kind,
    r.cpr_sen,
    ROW_NUMBER() OVER (PARTITION BY r.part, r.platform, r.kind ORDER BY r.cpr_sen) AS nth,
    COUNT(*) OVER (PARTITION BY r.part, r.platform, r.kind) AS adsets
  FROM rated AS r
  WHERE r.cpr_sen IS NOT NULL AND r.in_rest = 0
),
-- Twice the median, so that comparisons stay in whole sen.
medians AS (
  SELECT n.part, n.platform, n.kind, MAX(n.adsets) AS adsets, MIN(n.cpr_sen) + MAX(n.cpr_sen) AS twice_sen
  FROM ranked AS n
  WHERE 2 * n.nth >= n.adsets AND 2 * n.nth <= n.adsets + 2
  GROUP BY n.part, n.platform, n.kind
),
reasons AS (
  SELECT
    r.part, r.platform, r.campaign, r.adset, r.kind, r.spend_sen, r.results, r.cpr_sen, r.prev_cpr_sen, med.adsets, med.twice_sen,
    CASE
      WHEN r.spend_sen = 0 THEN 'no_spend'
      WHEN r.in_rest = 1 THEN 'other_adsets'
      WHEN r.is_mixed = 1 THEN 'mixed_results'
      WHEN r.cpr_sen IS NULL AND med.twice_sen IS NULL THEN 'no_results_no_median'
      WHEN r.cpr_sen IS NULL AND 4 * r.spend_sen >= 3 * med.twice_sen THEN 'no_results_expensive'
      WHEN r.cpr_sen IS NULL THEN 'no_results_yet'
      WHEN 4 * r.cpr_sen > 3 * med.twice_sen THEN 'cpr_above_150'
      WHEN 10 * (r.cpr_sen - r.prev_cpr_sen) >= 3 * r.prev_cpr_sen THEN 'trend_rising'
      WHEN 4 * r.cpr_sen < med.twice_sen AND 20 * (r.cpr_sen - r.prev_cpr_sen) > r.prev_cpr_sen THEN 'cheap_but_rising'
      WHEN 4 * r.cpr_sen < med.twice_sen THEN 'cpr_below_50'
      ELSE 'between'
    END AS reason
  FROM rated AS r
  LEFT JOIN medians AS med ON med.part = r.part AND med.platform = r.platform AND med.kind = r.kind
)
SELECT
  j.part AS part, j.platform AS platform, j.campaign AS campaign, j.adset AS adset, j.kind AS kind, j.spend_sen AS spend_sen,
  j.results AS results, j.cpr_sen AS cpr_sen, j.prev_cpr_sen AS prev_cpr_sen, j.adsets AS adsets, j.twice_sen AS twice_sen,
  j.reason AS reason,
  CASE WHEN j.reason = 'no_spend' THEN 'paused'
       WHEN j.reason IN ('no_results_expensive', 'cpr_above_150', 'trend_rising') THEN 'cut'
       WHEN j.reason = 'cpr_below_50' THEN 'scale_up'
       ELSE 'maintain' END AS class
FROM reasons AS j
