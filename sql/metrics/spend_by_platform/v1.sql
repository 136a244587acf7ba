/*omni
name = "spend_by_platform"
version = 1
title = { id = "Belanja iklan per platform", en = "Ad spend by platform" }
formula = { id = """
Jumlah per platform iklan dalam periode. Di mana ekspor bertumpuk, baris terhalus yang berlaku dan baris yang lebih lebar hanya \
terhitung sisanya. Hasil yang berbeda jenis tidak dijumlahkan. CTR = klik ÷ tayangan. CPM = belanja ÷ tayangan × 1.000. CPA = belanja ÷ konversi. ROAS \
platform = pendapatan yang diklaim platform ÷ belanja.""", en = """
Sums per ad platform in the period. Where exports overlap, the finest rows count and a wider one counts with its rest only. \
Results of unlike kinds are not added up. \
CTR = clicks ÷ impressions. CPM = spend ÷ impressions × 1,000. CPA = spend ÷ conversions. Platform ROAS = the revenue the \
platform claims ÷ spend.""" }
how_to_read = { id = """
ROAS platform adalah klaim platform itu sendiri dan biasanya lebih tinggi dari ROAS gabungan, karena satu pesanan bisa \
diklaim dua platform. Pakai untuk membandingkan dalam satu platform. Kosong berarti ekspornya tidak memuat angka itu.""", en = """
Platform ROAS is the platform's own claim and usually above blended ROAS, because two platforms may claim one order. Use it \
to compare within a platform. Empty means the export does not carry that figure.""" }
seed_ids = ["S0-09", "S0-14", "S0-15", "S0-16", "S0-18"]
grain = ["platform"]
params = ["from_date", "to_date"]
sources = ["v_ad_days"]
needs = ["ads"]
better = "up"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "spend_sen", kind = "sen", better = "none", id = "Belanja", en = "Spend" },
  { name = "impressions", kind = "int", id = "Tayangan", en = "Impressions" },
  { name = "clicks", kind = "int", id = "Klik", en = "Clicks" },
  { name = "results", kind = "int", id = "Hasil", en = "Results" },
  { name = "platform_revenue_sen", kind = "sen", id = "Pendapatan versi platform", en = "Revenue per platform" },
  { name = "platform_roas_bps", kind = "bps", id = "ROAS versi platform", en = "Platform ROAS" },
  { name = "ctr_bps", kind = "bps", id = "CTR", en = "CTR" },
  { name = "cpm_sen", kind = "sen", better = "down", id = "CPM", en = "CPM" },
  { name = "cpa_sen", kind = "sen", better = "down", id = "CPA", en = "CPA" },
  { name = "conversions", kind = "int", id = "Konversi", en = "Conversions" },
  { name = "spend_estimated", kind = "int", better = "none", id = "Belanja perkiraan", en = "Spend estimated", note = "1 = ya/yes" },
]
*/
-- A wide ad row counts as exact when all that counts of it lies in the period.
WITH ad_rows AS (
  SELECT
    d.platform,
    d.ad_row_id,
    COALESCE(SUM(d.spend_sen), 0) AS spend_sen,
    COALESCE(SUM(d.impressions), 0) AS impressions,
    COALESCE(SUM(d.clicks), 0) AS clicks,
    COALESCE(SUM(d.results), 0) AS results,
    COALESCE(SUM(d.conversions), 0) AS conversions,
    COALESCE(SUM(d.revenue_sen), 0) AS revenue_sen,
    COUNT(d.impressions) AS with_impressions,
    COUNT(d.clicks) AS with_clicks,
    COUNT(d.conversions) AS with_conversions,
    COUNT(d.revenue_sen) AS with_revenue,
    MIN(CASE WHEN d.results IS NOT NULL THEN COALESCE(d.result_type, '') END) AS first_kind,
    MAX(CASE WHEN d.results IS NOT NULL THEN COALESCE(d.result_type, '') END) AS last_kind,
    CASE WHEN d.row_spend_sen <> 0
           AND (d.row_date_from < :from_date OR d.row_date_to >= :to_date OR COALESCE(SUM(d.spend_sen), 0) <> d.row_spend_sen)
         THEN 1 ELSE 0 END AS estimated
  FROM v_ad_days AS d
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY d.platform, d.ad_row_id, d.row_date_from, d.row_date_to, d.row_spend_sen
),
-- A figure no row of the platform carries is unknown (NULL), not zero. Results of unlike kinds are never added.
sums AS (
  SELECT
    r.platform,
    COALESCE(SUM(r.spend_sen), 0) AS spend,
    CASE WHEN MAX(r.with_impressions) > 0 THEN COALESCE(SUM(r.impressions), 0) END AS impressions,
    CASE WHEN MAX(r.with_clicks) > 0 THEN COALESCE(SUM(r.clicks), 0) END AS clicks,
    CASE WHEN MIN(r.first_kind) = MAX(r.last_kind) THEN COALESCE(SUM(r.results), 0) END AS results,
    CASE WHEN MAX(r.with_conversions) > 0 THEN COALESCE(SUM(r.conversions), 0) END AS conversions,
    CASE WHEN MAX(r.with_revenue) > 0 THEN COALESCE(SUM(r.revenue_sen), 0) END AS revenue,
    MAX(r.estimated) AS estimated
  FROM ad_rows AS r
  GROUP BY r.platform
)
SELECT
  s.platform AS platform,
  s.spend AS spend_sen,
  s.impressions AS impressions,
  s.clicks AS clicks,
  s.results AS results,
  s.revenue AS platform_revenue_sen,
  CAST(ROUND(10000.0 * s.revenue / NULLIF(s.spend, 0)) AS INTEGER) AS platform_roas_bps,
  CAST(ROUND(10000.0 * s.clicks / NULLIF(s.impressions, 0)) AS INTEGER) AS ctr_bps,
  CAST(ROUND(1000.0 * s.spend / NULLIF(s.impressions, 0)) AS INTEGER) AS cpm_sen,
  CAST(ROUND(1.0 * s.spend / NULLIF(s.conversions, 0)) AS INTEGER) AS cpa_sen,
  s.conversions AS conversions,
  s.estimated AS spend_estimated
FROM sums AS s
ORDER BY s.platform;
