/*omni
name = "adset_class"
version = 1
title = { id = "Kelas ad set", en = "Ad set classes" }
formula = { id = """
CPR = belanja ÷ hasil. Median CPR dihitung per platform dan jenis hasil, atas ad set yang punya belanja dan hasil dalam periode. \
Tren = (CPR − CPR bulan kalender sebelumnya) ÷ CPR sebelumnya. Urutan: paused = belanja 0; cut = CPR > 1,5 × median, atau tren ≥ +30%, atau tanpa \
hasil dengan belanja ≥ 1,5 × median; scale_up = CPR < 0,5 × median dan tren tidak di atas +5%; selain itu maintain. Tepat 0,5 × atau 1,5 × median = \
maintain. Sementara = median dari kurang dari lima ad set.""", en = """
CPR = spend ÷ results. The median CPR is taken per platform and kind of result, over ad sets with spend and results in the period. \
Trend = (CPR − CPR of the calendar month before) ÷ that CPR. In order: paused = no spend; cut = CPR > 1.5 × median, or trend ≥ +30%, or no results \
with spend ≥ 1.5 × median; scale_up = CPR < 0.5 × median and trend not above +5%; else maintain. Exactly 0.5 × or 1.5 × the median is \
maintain. Provisional = a median of fewer than five ad sets.""" }
how_to_read = { id = """
"Belanja di atas median" adalah uang yang dipertaruhkan: belanja dikurangi hasil × median CPR. Mulai dari ad set "Kurangi" dengan angka terbesar. \
Tanpa bulan sebelumnya tren kosong dan dianggap tidak naik.""", en = """
"Spend above median" is the money at stake: spend less results × median CPR. Start with the cut ad set that has most of it. \
Without a month before, the trend is empty and counts as not rising.""" }
seed_ids = ["S0-30", "S0-31", "S0-32", "S0-33", "S0-34", "S0-35"]
uses = ["adset_months"]
grain = ["platform", "campaign", "adset"]
params = ["from_date", "to_date"]
sources = ["v_ad_days"]
needs = ["ads"]
better = "down"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "adset", kind = "text", id = "Ad set", en = "Ad set" },
  { name = "result_type", kind = "text", id = "Jenis hasil", en = "Kind of result" },
  { name = "spend_sen", kind = "sen", better = "none", id = "Belanja", en = "Spend" },
  { name = "results", kind = "int", better = "up", id = "Hasil", en = "Results" },
  { name = "cpr_sen", kind = "sen", id = "CPR", en = "CPR" },
  { name = "median_cpr_sen", kind = "sen", id = "Median CPR", en = "Median CPR" },
  { name = "prev_cpr_sen", kind = "sen", id = "CPR bulan lalu", en = "CPR of the month before" },
  { name = "cpr_trend_bps", kind = "bps", id = "Tren CPR", en = "CPR trend" },
  { name = "class", kind = "text", id = "Kelas", en = "Class" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "provisional", kind = "int", better = "none", id = "Sementara", en = "Provisional", note = "1 = ya/yes" },
  { name = "spend_above_median_sen", kind = "sen", id = "Belanja di atas median", en = "Spend above median" },
  { name = "compared_adsets", kind = "int", better = "none", id = "Ad set pembanding", en = "Ad sets compared" },
]
*/
WITH kinds AS (
  SELECT
    a.platform, a.campaign, a.adset, a.in_rest, a.spend_sen, a.results, a.prev_spend_sen, a.prev_results,
    a.first_kind, a.last_kind,
    MIN(a.first_kind) OVER (PARTITION BY a.platform, a.campaign) AS campaign_first,
    MAX(a.last_kind) OVER (PARTITION BY a.platform, a.campaign) AS campaign_last,
    MIN(a.first_kind) OVER (PARTITION BY a.platform) AS platform_first,
    MAX(a.last_kind) OVER (PARTITION BY a.platform) AS platform_last
  FROM adset_months AS a
),
-- An ad set without results has no kind of its own: its campaign's, or its platform's, where there is only one.
rated AS (
  SELECT
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
    r.platform,
    r.kind,
    r.cpr_sen,
    ROW_NUMBER() OVER (PARTITION BY r.platform, r.kind ORDER BY r.cpr_sen) AS nth,
    COUNT(*) OVER (PARTITION BY r.platform, r.kind) AS adsets
  FROM rated AS r
  WHERE r.cpr_sen IS NOT NULL AND r.in_rest = 0
),
-- Twice the median, so that comparisons stay in whole sen.
medians AS (
  SELECT n.platform, n.kind, MAX(n.adsets) AS adsets, MIN(n.cpr_sen) + MAX(n.cpr_sen) AS twice_sen
  FROM ranked AS n
  WHERE 2 * n.nth >= n.adsets AND 2 * n.nth <= n.adsets + 2
  GROUP BY n.platform, n.kind
),
judged AS (
  SELECT
    r.platform, r.campaign, r.adset, r.kind, r.spend_sen, r.results, r.cpr_sen, r.prev_cpr_sen, med.adsets, med.twice_sen,
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
  LEFT JOIN medians AS med ON med.platform = r.platform AND med.kind = r.kind
)
SELECT
  j.platform AS platform,
  j.campaign AS campaign,
  CASE WHEN j.adset = '' THEN '(tanpa ad set)' ELSE j.adset END AS adset,
  NULLIF(j.kind, '') AS result_type,
  j.spend_sen AS spend_sen,
  j.results AS results,
  j.cpr_sen AS cpr_sen,
  CAST(ROUND(1.0 * j.twice_sen / 2) AS INTEGER) AS median_cpr_sen,
  j.prev_cpr_sen AS prev_cpr_sen,
  CAST(ROUND(10000.0 * (j.cpr_sen - j.prev_cpr_sen) / NULLIF(j.prev_cpr_sen, 0)) AS INTEGER) AS cpr_trend_bps,
  CASE WHEN j.reason = 'no_spend' THEN 'paused'
       WHEN j.reason IN ('no_results_expensive', 'cpr_above_150', 'trend_rising') THEN 'cut'
       WHEN j.reason = 'cpr_below_50' THEN 'scale_up'
       ELSE 'maintain' END AS class,
  j.reason AS reason,
  CASE WHEN j.adsets >= 5 OR j.reason IN ('no_spend', 'other_adsets') THEN 0 ELSE 1 END AS provisional,
  CASE WHEN j.reason IN ('no_spend', 'other_adsets') THEN NULL
       WHEN 2 * j.spend_sen > j.results * j.twice_sen THEN CAST(ROUND(j.spend_sen - 1.0 * j.results * j.twice_sen / 2) AS INTEGER)
       WHEN j.twice_sen IS NOT NULL AND j.results IS NOT NULL THEN 0 END AS spend_above_median_sen,
  j.adsets AS compared_adsets
FROM judged AS j
ORDER BY j.platform, j.campaign, CASE WHEN j.adset = '' THEN '(tanpa ad set)' ELSE j.adset END;
