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
seed_ids = ["S0-30", "S0-31", "S0-32", "S0-33", "S0-34", "S0-35", "F-27"]
uses = ["adset_classes"]
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
  { name = "previous_class", kind = "text", id = "Kelas bulan lalu", en = "Class of the month before" },
  { name = "flipped", kind = "int", better = "none", id = "Pindah kelas", en = "Changed class", note = "1 = ya/yes" },
]
*/
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
  j.class AS class,
  j.reason AS reason,
  CASE WHEN j.adsets >= 5 OR j.reason IN ('no_spend', 'other_adsets') THEN 0 ELSE 1 END AS provisional,
  CASE WHEN j.reason IN ('no_spend', 'other_adsets') THEN NULL
       WHEN 2 * j.spend_sen > j.results * j.twice_sen THEN CAST(ROUND(j.spend_sen - 1.0 * j.results * j.twice_sen / 2) AS INTEGER)
       WHEN j.twice_sen IS NOT NULL AND j.results IS NOT NULL THEN 0 END AS spend_above_median_sen,
  j.adsets AS compared_adsets,
  j.previous_class AS previous_class,
  CASE WHEN j.previous_class <> j.class THEN 1 WHEN j.previous_class IS NOT NULL THEN 0 END AS flipped
FROM (
  SELECT
    c.part, c.platform, c.campaign, c.adset, c.kind, c.spend_sen, c.results, c.cpr_sen, c.prev_cpr_sen, c.adsets, c.twice_sen, c.reason,
    c.class, MAX(CASE WHEN c.part = 1 THEN c.class END) OVER (PARTITION BY c.platform, c.campaign, c.adset) AS previous_class
  FROM adset_classes AS c
) AS j
WHERE j.part = 0
ORDER BY j.platform, j.campaign, CASE WHEN j.adset = '' THEN '(tanpa ad set)' ELSE j.adset END;
