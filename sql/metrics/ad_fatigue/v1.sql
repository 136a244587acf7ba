/*omni
name = "ad_fatigue"
version = 1
title = { id = "Kejenuhan audiens", en = "Audience fatigue" }
formula = { id = """
Frekuensi = tayangan ÷ jangkauan, per ad set dan minggu (Senin–Minggu) tempat baris ekspornya berakhir. Baris yang mencakup tujuh hari atau \
lebih menentukan (yang tertinggi): jenuh = "yes" di atas 5 kali. Dari baris harian hanya batasnya yang diketahui, jadi paling jauh "possible".""", en = """
Frequency = impressions ÷ reach, per ad set and the week (Monday to Sunday) in which the exported row ends. A row of seven days or more \
decides (the highest): fatigued = "yes" above 5. Day rows give bounds only, so at most "possible".""" }
how_to_read = { id = """
"yes": ganti materi iklan, atau hentikan ad set dua sampai empat minggu. "possible": ekspor ulang dari Meta dengan rentang tujuh hari atau lebih \
tanpa rincian per hari untuk memastikan. Platform tanpa angka jangkauan tidak tampil.""", en = """
"yes": refresh the creative, or pause the ad set for two to four weeks. "possible": export seven days or more from Meta without the \
day breakdown to be sure. Platforms without reach are not listed.""" }
seed_ids = ["S0-17", "S0-29"]
uses = ["ad_frequency"]
grain = ["platform", "campaign", "adset", "week"]
params = ["from_date", "to_date"]
sources = ["v_ad_reach"]
needs = ["ads:meta"]
better = "down"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "adset", kind = "text", id = "Ad set", en = "Ad set" },
  { name = "week", kind = "date", id = "Minggu", en = "Week" },
  { name = "impressions", kind = "int", better = "none", id = "Tayangan", en = "Impressions" },
  { name = "reach", kind = "int", better = "none", id = "Jangkauan", en = "Reach" },
  { name = "frequency_low_bps", kind = "bps", id = "Frekuensi paling sedikit", en = "Frequency at least" },
  { name = "frequency_high_bps", kind = "bps", id = "Frekuensi paling banyak", en = "Frequency at most" },
  { name = "fatigued", kind = "text", id = "Jenuh", en = "Fatigued" },
  { name = "measured_rows", kind = "int", better = "none", id = "Baris ekspor", en = "Exported rows" },
]
*/
SELECT
  f.platform AS platform,
  f.campaign AS campaign,
  CASE WHEN f.adset = '' THEN '(tanpa ad set)' ELSE f.adset END AS adset,
  f.week_date AS week,
  f.impressions AS impressions,
  f.reach AS reach,
  f.low_bps AS frequency_low_bps,
  f.high_bps AS frequency_high_bps,
  CASE WHEN f.whole_week = 1 AND f.low_bps > 50000 THEN 'yes'
       WHEN f.whole_week = 0 AND f.high_bps > 50000 THEN 'possible'
       ELSE 'no' END AS fatigued,
  f.ad_rows AS measured_rows
FROM ad_frequency AS f
ORDER BY f.platform, f.campaign, CASE WHEN f.adset = '' THEN '(tanpa ad set)' ELSE f.adset END, week;
