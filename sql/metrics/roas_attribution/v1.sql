/*omni
name = "roas_attribution"
version = 1
title = { id = "ROAS pelanggan baru dan lama", en = "New and repeat ROAS" }
formula = { id = """
Belanja iklan dibagi antara pelanggan baru dan lama dengan tiga cara. proportional: menurut porsi pendapatan seluruh periode, sehingga ROAS baru, ulang dan gabungan selalu sama: sebuah identitas, bukan temuan. grain: porsi yang sama per hari dan platform iklan (hari tanpa pendapatan memakai porsi bulannya; tanpa itu semuanya ke baru). tagged: campaign akuisisi ke baru, retargeting ke ulang (omni ad-purposes), sisanya dibagi seperti grain. Jumlah keduanya selalu sama dengan belanja.""", en = """
Ad spend shared out between new and repeat customers in three ways. proportional: by their shares of the period's revenue, so that new, repeat and blended ROAS are always equal: an identity, no finding. grain: the same shares per day and ad platform (a day without revenue takes its month's; without that all goes to new). tagged: acquisition campaigns to new, retargeting to repeat (omni ad-purposes), the rest shared out as in grain. Both parts always add up to the spend.""" }
how_to_read = { id = """
Baca tagged bila sebagian besar belanja punya tujuan; jika tidak, grain. Proportional hanya untuk pembanding. CAC tanpa pembeli anonim.""", en = """
Read tagged where most of the spend has a purpose, else grain. Proportional is there for comparison only. CAC leaves anonymous buyers out.""" }
seed_ids = ["S0-19", "S0-20", "S0-21", "S0-22", "S0-23", "S0-24", "F-24"]
uses = ["ad_attribution"]
grain = ["method"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_customers", "v_ad_days", "v_ad_things", "v_ad_channels"]
needs = ["orders", "ads"]
better = "up"
columns = [
  { name = "method", kind = "text", id = "Cara", en = "Method" },
  { name = "spend_new_sen", kind = "sen", better = "none", id = "Belanja untuk baru", en = "Spend on new" },
  { name = "spend_repeat_sen", kind = "sen", better = "none", id = "Belanja untuk ulang", en = "Spend on repeat" },
  { name = "cac_new_sen", kind = "sen", better = "down", id = "CAC akuisisi", en = "Acquisition CAC" },
  { name = "roas_new_bps", kind = "bps", id = "ROAS baru", en = "New ROAS" },
  { name = "roas_repeat_bps", kind = "bps", id = "ROAS ulang", en = "Repeat ROAS" },
  { name = "tagged_share_bps", kind = "bps", id = "Porsi belanja bertujuan", en = "Share of spend with a purpose" },
  { name = "revenue_new_sen", kind = "sen", id = "Pendapatan pelanggan baru", en = "Revenue from new customers" },
  { name = "revenue_repeat_sen", kind = "sen", id = "Pendapatan pelanggan lama", en = "Revenue from repeat customers" },
  { name = "is_identity", kind = "int", better = "none", id = "Identitas", en = "Identity", note = "1 = ya/yes" },
]
*/
SELECT
  a.method AS method,
  CASE WHEN a.known = 1 THEN a.spend_new_sen END AS spend_new_sen,
  CASE WHEN a.known = 1 THEN a.spend_sen - a.spend_new_sen END AS spend_repeat_sen,
  CASE WHEN a.known = 1 THEN CAST(ROUND(1.0 * a.spend_new_sen / NULLIF(a.new_customers, 0)) AS INTEGER) END AS cac_new_sen,
  CASE WHEN a.known = 0 THEN NULL
       WHEN a.method = 'proportional' AND a.new_sen > 0 AND a.repeat_sen >= 0
       THEN CAST(ROUND(10000.0 * (a.new_sen + a.repeat_sen) / NULLIF(a.spend_sen, 0)) AS INTEGER)
       ELSE CAST(ROUND(10000.0 * a.new_sen / NULLIF(a.spend_new_sen, 0)) AS INTEGER) END AS roas_new_bps,
  CASE WHEN a.known = 0 THEN NULL
       WHEN a.method = 'proportional' AND a.repeat_sen > 0 AND a.new_sen >= 0
       THEN CAST(ROUND(10000.0 * (a.new_sen + a.repeat_sen) / NULLIF(a.spend_sen, 0)) AS INTEGER)
       ELSE CAST(ROUND(10000.0 * a.repeat_sen / NULLIF(a.spend_sen - a.spend_new_sen, 0)) AS INTEGER) END AS roas_repeat_bps,
  CASE WHEN a.method = 'tagged' THEN CAST(ROUND(10000.0 * a.tagged_sen / NULLIF(a.spend_sen, 0)) AS INTEGER) END AS tagged_share_bps,
  CASE WHEN a.known = 1 THEN a.new_sen END AS revenue_new_sen,
  CASE WHEN a.known = 1 THEN a.repeat_sen END AS revenue_repeat_sen,
  CASE WHEN a.method = 'proportional' THEN 1 ELSE 0 END AS is_identity
FROM ad_attribution AS a
ORDER BY method;
