/*omni
name = "diagnosis"
version = 1
title = { id = "Diagnosis iklan", en = "Diagnosis of ads" }
formula = { id = """
Pola dibaca dari ROAS baru dan ulang menurut cara tagged bila ada belanja bertujuan, selain itu grain; tidak pernah proportional. Berurutan: urgent = keduanya < 3; retargeting_weak = baru ÷ ulang ≥ 1,5; acquisition_expensive = baru ÷ ulang ≤ 1 ÷ 1,5; healthy = keduanya > 6; selain itu normal. Yang pertama berlaku adalah diagnosisnya.""", en = """
Patterns are read from new and repeat ROAS by the method tagged where any spend has a purpose, else grain; never proportional. In order: urgent = both < 3; retargeting_weak = new ÷ repeat ≥ 1.5; acquisition_expensive = new ÷ repeat ≤ 1 ÷ 1.5; healthy = both > 6; else normal. The first that holds is the diagnosis.""" }
how_to_read = { id = """
Jarak menyebut seberapa jauh angkanya dari ambang pola itu: positif = melewatinya, negatif = belum. Jarak kecil berarti diagnosis mudah berubah.""", en = """
The margin is how far the figure is from the threshold of that pattern: positive is past it, negative short of it. A small margin means the diagnosis may flip soon.""" }
seed_ids = ["S0-25", "S0-26", "S0-27", "S0-28", "F-28"]
uses = ["ad_attribution"]
grain = ["pattern"]
params = ["from_date", "to_date", "basis", "as_of"]
sources = ["v_orders", "v_sales", "v_lines_of_sales", "v_cash_lines", "v_paid_directly", "v_settled_platforms", "v_customers", "v_ad_days", "v_ad_things", "v_ad_channels", "v_diagnosis_rules"]
needs = ["orders", "ads"]
better = "none"
columns = [
  { name = "pattern", kind = "text", id = "Pola", en = "Pattern" },
  { name = "matched", kind = "int", id = "Berlaku", en = "Matched", note = "1 = ya/yes" },
  { name = "severity", kind = "text", id = "Bobot", en = "Severity" },
  { name = "evidence", kind = "text", id = "Cara", en = "Method" },
  { name = "action", kind = "text", id = "Tindakan", en = "Action" },
  { name = "action_en", kind = "text", id = "Tindakan (Inggris)", en = "Action (English)" },
  { name = "roas_new_bps", kind = "bps", id = "ROAS baru", en = "New ROAS" },
  { name = "roas_repeat_bps", kind = "bps", id = "ROAS ulang", en = "Repeat ROAS" },
  { name = "new_to_repeat_bps", kind = "bps", id = "Baru ÷ ulang", en = "New ÷ repeat" },
  { name = "margin_bps", kind = "bps", id = "Jarak ke ambang", en = "Margin to the threshold" },
  { name = "place", kind = "int", id = "Urutan", en = "Order" },
]
*/
WITH figures AS (
  SELECT
    a.method,
    CAST(ROUND(10000.0 * a.new_sen / NULLIF(a.spend_new_sen, 0)) AS INTEGER) AS new_bps,
    CAST(ROUND(10000.0 * a.repeat_sen / NULLIF(a.spend_sen - a.spend_new_sen, 0)) AS INTEGER) AS repeat_bps
  FROM ad_attribution AS a
  WHERE a.known = 1 AND a.method = CASE WHEN a.tagged_sen > 0 THEN 'tagged' ELSE 'grain' END
),
asked AS (
  SELECT
    r.place, r.pattern, r.severity, r.action, r.action_en, f.method, f.new_bps, f.repeat_bps,
    CAST(ROUND(10000.0 * f.new_bps / NULLIF(f.repeat_bps, 0)) AS INTEGER) AS quotient_bps,
    CASE
      WHEN r.both_below_bps IS NOT NULL THEN r.both_below_bps - CASE WHEN f.new_bps > f.repeat_bps THEN f.new_bps ELSE f.repeat_bps END
      WHEN r.both_above_bps IS NOT NULL THEN CASE WHEN f.new_bps < f.repeat_bps THEN f.new_bps ELSE f.repeat_bps END - r.both_above_bps
      WHEN r.over_bps IS NOT NULL THEN CAST(ROUND(10000.0 * f.new_bps / NULLIF(f.repeat_bps, 0)) AS INTEGER) - r.over_bps
      WHEN r.under_bps IS NOT NULL THEN CAST(ROUND(10000.0 * f.repeat_bps / NULLIF(f.new_bps, 0)) AS INTEGER) - r.under_bps
    END AS margin_bps,
    CASE
      WHEN f.new_bps IS NULL OR f.repeat_bps IS NULL THEN CASE WHEN r.pattern = 'insufficient_data' THEN 1 ELSE 0 END
      WHEN r.both_below_bps IS NOT NULL THEN CASE WHEN f.new_bps < r.both_below_bps AND f.repeat_bps < r.both_below_bps THEN 1 ELSE 0 END
      WHEN r.both_above_bps IS NOT NULL THEN CASE WHEN f.new_bps > r.both_above_bps AND f.repeat_bps > r.both_above_bps THEN 1 ELSE 0 END
      WHEN r.over_bps IS NOT NULL THEN CASE WHEN 10000 * f.new_bps >= r.over_bps * f.repeat_bps THEN 1 ELSE 0 END
      WHEN r.under_bps IS NOT NULL THEN CASE WHEN 10000 * f.repeat_bps >= r.under_bps * f.new_bps THEN 1 ELSE 0 END
      WHEN r.pattern = 'normal' THEN 1
      ELSE 0
    END AS holds
  FROM v_diagnosis_rules AS r
  LEFT JOIN figures AS f ON 1 = 1
)
SELECT
  q.pattern AS pattern,
  CASE WHEN q.holds = 1 AND q.place = MIN(CASE WHEN q.holds = 1 THEN q.place END) OVER () THEN 1 ELSE 0 END AS matched,
  q.severity AS severity,
  q.method AS evidence,
  q.action AS action,
  q.action_en AS action_en,
  q.new_bps AS roas_new_bps,
  q.repeat_bps AS roas_repeat_bps,
  q.quotient_bps AS new_to_repeat_bps,
  q.margin_bps AS margin_bps,
  q.place AS place
FROM asked AS q
ORDER BY q.place, pattern;
