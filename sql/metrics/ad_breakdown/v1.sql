/*omni
name = "ad_breakdown"
version = 1
title = { id = "Iklan per campaign dan ad set", en = "Ads by campaign and ad set" }
formula = { id = """
Jumlah per ad set dalam periode. CTR = klik ÷ tayangan. CPM = belanja ÷ tayangan × 1.000. CPR = belanja ÷ hasil. CPA = belanja ÷ konversi. \
Frekuensi = tayangan ÷ jangkauan: pasti hanya bila satu baris ekspor mencakup tepat seluruh periode. Selain itu tampil dua batasnya, \
tayangan ÷ jumlah jangkauan sampai tayangan ÷ jangkauan terbesar, karena jangkauan tidak bisa dijumlahkan.""", en = """
Sums per ad set in the period. CTR = clicks ÷ impressions. CPM = spend ÷ impressions × 1,000. CPR = spend ÷ results. CPA = spend ÷ conversions. \
Frequency = impressions ÷ reach: exact only where one exported row spans exactly the period. Otherwise its two bounds are shown, \
impressions ÷ the sum of reach up to impressions ÷ the largest reach, because reach does not add up.""" }
how_to_read = { id = """
"(tanpa ad set)" adalah platform tanpa ad set, atau sisa campaign yang tidak dirinci ekspornya. Hasil kosong bila jenisnya bercampur. \
Jangkauan hanya ada di ekspor Meta: kosong berarti ekspornya tidak memuatnya.""", en = """
"(tanpa ad set)" is a platform without ad sets, or what of a campaign the export does not break down. Results are empty where their kinds differ. \
Only Meta exports carry reach: empty means the export does not.""" }
seed_ids = ["S0-14", "S0-15", "S0-16", "S0-17", "S0-18", "S0-30"]
grain = ["platform", "campaign", "adset"]
params = ["from_date", "to_date"]
sources = ["v_ad_days", "v_ad_reach", "v_ad_things"]
needs = ["ads"]
better = "up"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "adset", kind = "text", id = "Ad set", en = "Ad set" },
  { name = "spend_sen", kind = "sen", better = "none", id = "Belanja", en = "Spend" },
  { name = "impressions", kind = "int", id = "Tayangan", en = "Impressions" },
  { name = "reach", kind = "int", id = "Jangkauan", en = "Reach" },
  { name = "clicks", kind = "int", id = "Klik", en = "Clicks" },
  { name = "results", kind = "int", id = "Hasil", en = "Results" },
  { name = "result_type", kind = "text", id = "Jenis hasil", en = "Kind of result" },
  { name = "conversions", kind = "int", id = "Konversi", en = "Conversions" },
  { name = "ctr_bps", kind = "bps", id = "CTR", en = "CTR" },
  { name = "cpm_sen", kind = "sen", better = "down", id = "CPM", en = "CPM" },
  { name = "cpr_sen", kind = "sen", better = "down", id = "CPR", en = "CPR" },
  { name = "cpa_sen", kind = "sen", better = "down", id = "CPA", en = "CPA" },
  { name = "frequency_low_bps", kind = "bps", better = "down", id = "Frekuensi paling sedikit", en = "Frequency at least" },
  { name = "frequency_high_bps", kind = "bps", better = "down", id = "Frekuensi paling banyak", en = "Frequency at most" },
  { name = "frequency_exact", kind = "int", better = "none", id = "Frekuensi pasti", en = "Frequency exact", note = "1 = ya/yes" },
  { name = "spend_estimated", kind = "int", better = "none", id = "Belanja perkiraan", en = "Spend estimated", note = "1 = ya/yes" },
  { name = "purpose", kind = "text", id = "Tujuan", en = "Purpose", note = "omni ad-purposes" },
]
*/
WITH ad_rows AS (
  SELECT
    d.platform,
    COALESCE(d.campaign, '') AS campaign,
    COALESCE(d.adset, '') AS adset,
    d.ad_row_id,
    COALESCE(SUM(d.spend_sen), 0) AS spend_sen,
    COALESCE(SUM(d.impressions), 0) AS impressions,
    COALESCE(SUM(d.clicks), 0) AS clicks,
    COALESCE(SUM(d.results), 0) AS results,
    COALESCE(SUM(d.conversions), 0) AS conversions,
    COUNT(d.impressions) AS with_impressions,
    COUNT(d.clicks) AS with_clicks,
    COUNT(d.conversions) AS with_conversions,
    MIN(CASE WHEN d.results IS NOT NULL THEN COALESCE(d.result_type, '') END) AS first_kind,
    MAX(CASE WHEN d.results IS NOT NULL THEN COALESCE(d.result_type, '') END) AS last_kind,
    MAX(d.row_reach) AS reach,
    MAX(CASE WHEN d.row_date_from >= :from_date AND d.row_date_to < :to_date THEN d.row_reach END) AS reach_inside,
    CASE WHEN d.row_spend_sen <> 0
           AND (d.row_date_from < :from_date OR d.row_date_to >= :to_date OR COALESCE(SUM(d.spend_sen), 0) <> d.row_spend_sen)
         THEN 1 ELSE 0 END AS estimated
  FROM v_ad_days AS d
  WHERE d.ad_date >= :from_date AND d.ad_date < :to_date
  GROUP BY d.platform, COALESCE(d.campaign, ''), COALESCE(d.adset, ''), d.ad_row_id, d.row_date_from, d.row_date_to, d.row_spend_sen
),
sums AS (
  SELECT
    r.platform,
    r.campaign,
    r.adset,
    COALESCE(SUM(r.spend_sen), 0) AS spend,
    CASE WHEN MAX(r.with_impressions) > 0 THEN COALESCE(SUM(r.impressions), 0) END AS impressions,
    CASE WHEN MAX(r.with_clicks) > 0 THEN COALESCE(SUM(r.clicks), 0) END AS clicks,
    CASE WHEN MIN(r.first_kind) = MAX(r.last_kind) THEN COALESCE(SUM(r.results), 0) END AS results,
    CASE WHEN MIN(r.first_kind) = MAX(r.last_kind) THEN NULLIF(MIN(r.first_kind), '') END AS result_type,
    CASE WHEN MAX(r.with_conversions) > 0 THEN COALESCE(SUM(r.conversions), 0) END AS conversions,
    CASE WHEN COUNT(CASE WHEN r.impressions > 0 THEN 1 END) = COUNT(CASE WHEN r.impressions > 0 THEN r.reach END)
         THEN COALESCE(SUM(CASE WHEN r.impressions > 0 THEN r.reach END), 0) END AS reach_summed,
    MAX(r.reach_inside) AS reach_largest,
    CASE WHEN COUNT(CASE WHEN r.impressions > 0 THEN 1 END) = 1 AND MAX(r.estimated) = 0 THEN MAX(r.reach_inside) END AS reach_alone,
    MAX(r.estimated) AS estimated
  FROM ad_rows AS r
  GROUP BY r.platform, r.campaign, r.adset
),
-- A row that the platform itself measured over exactly this period.
measured AS (
  SELECT e.platform, e.campaign, e.adset, MAX(e.reach) AS reach, MAX(e.impressions) AS impressions
  FROM v_ad_reach AS e
  WHERE e.date_from = :from_date AND e.until_date = :to_date
    AND e.level = CASE WHEN e.adset = '' THEN 'campaign' ELSE 'adset' END
  GROUP BY e.platform, e.campaign, e.adset
  HAVING COUNT(*) = 1
)
SELECT
  s.platform AS platform,
  s.campaign AS campaign,
  CASE WHEN s.adset = '' THEN '(tanpa ad set)' ELSE s.adset END AS adset,
  s.spend AS spend_sen,
  s.impressions AS impressions,
  COALESCE(m.reach, s.reach_alone) AS reach,
  s.clicks AS clicks,
  s.results AS results,
  s.result_type AS result_type,
  s.conversions AS conversions,
  CAST(ROUND(10000.0 * s.clicks / NULLIF(s.impressions, 0)) AS INTEGER) AS ctr_bps,
  CAST(ROUND(1000.0 * s.spend / NULLIF(s.impressions, 0)) AS INTEGER) AS cpm_sen,
  CAST(ROUND(1.0 * s.spend / NULLIF(s.results, 0)) AS INTEGER) AS cpr_sen,
  CAST(ROUND(1.0 * s.spend / NULLIF(s.conversions, 0)) AS INTEGER) AS cpa_sen,
  CAST(ROUND(10000.0 * COALESCE(m.impressions, s.impressions) / NULLIF(COALESCE(m.reach, s.reach_summed), 0)) AS INTEGER) AS frequency_low_bps,
  CAST(ROUND(10000.0 * COALESCE(m.impressions, s.impressions) / NULLIF(COALESCE(m.reach, s.reach_largest), 0)) AS INTEGER) AS frequency_high_bps,
  CASE WHEN COALESCE(m.reach, s.reach_alone) > 0 THEN 1 ELSE 0 END AS frequency_exact,
  s.estimated AS spend_estimated,
  t.purpose AS purpose
FROM sums AS s
LEFT JOIN v_ad_things AS t ON t.platform = s.platform AND t.campaign = s.campaign AND t.adset = s.adset
LEFT JOIN measured AS m ON m.platform = s.platform AND m.campaign = s.campaign AND m.adset = s.adset
ORDER BY s.platform, s.campaign, CASE WHEN s.adset = '' THEN '(tanpa ad set)' ELSE s.adset END;
