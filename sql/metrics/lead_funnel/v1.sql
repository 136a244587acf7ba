/*omni
name = "lead_funnel"
version = 1
title = { id = "Corong leads", en = "Lead funnel" }
formula = { id = """
Kontak yang pertama menulis dalam periode, menurut pipeline dan label. Closing = leads yang memesan (lihat daftar leads); pembeli lama (repeat) dihitung tersendiri dan tidak masuk pembilang maupun penyebut. Rasio = closing ÷ (leads − repeat).""", en = """
Contacts that first wrote in the period, by pipeline and label. Closed = leads that ordered (see the lead list); earlier buyers (repeat) are counted on their own and are in neither side of the rate. Rate = closed ÷ (leads − repeat).""" }
how_to_read = { id = """
Closing bisa terjadi sesudah periode: leads terbaru belum selesai.""", en = """
A closing may come after the period: the newest leads are not done.""" }
seed_ids = ["S0-49", "F-61"]
grain = ["pipeline", "label"]
params = ["from_date", "to_date"]
sources = ["v_leads", "v_lead_closing"]
needs = ["orders"]
better = "none"
columns = [
  { name = "pipeline", kind = "text", id = "Pipeline", en = "Pipeline" },
  { name = "label", kind = "text", id = "Label", en = "Label" },
  { name = "leads", kind = "int", id = "Leads", en = "Leads" },
  { name = "closed", kind = "int", id = "Closing", en = "Closed", better = "up" },
  { name = "close_rate_bps", kind = "bps", id = "Rasio closing", en = "Close rate", better = "up" },
  { name = "closing_value_sen", kind = "sen", id = "Nilai closing", en = "Closing value", better = "up" },
  { name = "repeat_buyers", kind = "int", id = "Pembeli lama", en = "Earlier buyers" },
]
*/
WITH counted AS (
  SELECT
    COALESCE(l.pipeline, '-') AS pipeline,
    COALESCE(l.labels, '-') AS label,
    COUNT(*) AS leads,
    COALESCE(SUM(CASE WHEN c.closing = 'closed' THEN 1 ELSE 0 END), 0) AS closed,
    COALESCE(SUM(CASE WHEN c.closing = 'repeat' THEN 1 ELSE 0 END), 0) AS repeat_buyers,
    COALESCE(SUM(c.closing_value_sen), 0) AS closing_value_sen
  FROM v_leads AS l
  JOIN v_lead_closing AS c ON c.lead_id = l.lead_id
  WHERE COALESCE(l.created_date, l.last_message_date) >= :from_date
    AND COALESCE(l.created_date, l.last_message_date) < :to_date
  GROUP BY COALESCE(l.pipeline, '-'), COALESCE(l.labels, '-')
)
SELECT
  c.pipeline AS pipeline,
  c.label AS label,
  c.leads AS leads,
  c.closed AS closed,
  CAST(ROUND(10000.0 * c.closed / NULLIF(c.leads - c.repeat_buyers, 0)) AS INTEGER) AS close_rate_bps,
  c.closing_value_sen AS closing_value_sen,
  c.repeat_buyers AS repeat_buyers
FROM counted AS c
ORDER BY c.pipeline, c.label;
