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
uses = ["lead_figures"]
grain = ["pipeline", "label"]
params = ["from_date", "to_date"]
sources = ["v_leads", "v_lead_closing", "v_orders"]
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
SELECT
  f.key AS pipeline,
  f.label AS label,
  f.leads AS leads,
  f.closed AS closed,
  f.close_rate_bps AS close_rate_bps,
  f.closing_value_sen AS closing_value_sen,
  f.repeat_buyers AS repeat_buyers
FROM lead_figures AS f
WHERE f.dim = 'pipeline'
ORDER BY pipeline, label;
