/*omni
name = "lead_funnel_by_handler"
version = 1
title = { id = "Corong leads per CS", en = "Lead funnel by handler" }
formula = { id = """
Seperti corong leads, menurut CS yang menangani kontak. Rasio = closing ÷ (leads − repeat).""", en = """
As the lead funnel, by who handles the contact. Rate = closed ÷ (leads − repeat).""" }
how_to_read = { id = """
CS yang mendapat leads lebih dingin menutup lebih sedikit; bandingkan juga jumlah leads-nya.""", en = """
Who is given colder leads closes fewer; compare the number of leads too.""" }
seed_ids = ["S0-49", "F-61"]
uses = ["lead_figures"]
grain = ["handler"]
params = ["from_date", "to_date"]
sources = ["v_leads", "v_lead_closing", "v_orders"]
needs = ["orders"]
better = "none"
columns = [
  { name = "handler", kind = "text", id = "CS", en = "Handler" },
  { name = "leads", kind = "int", id = "Leads", en = "Leads" },
  { name = "closed", kind = "int", id = "Closing", en = "Closed", better = "up" },
  { name = "close_rate_bps", kind = "bps", id = "Rasio closing", en = "Close rate", better = "up" },
  { name = "closing_value_sen", kind = "sen", id = "Nilai closing", en = "Closing value", better = "up" },
  { name = "repeat_buyers", kind = "int", id = "Pembeli lama", en = "Earlier buyers" },
]
*/
SELECT
  f.key AS handler,
  f.leads AS leads,
  f.closed AS closed,
  f.close_rate_bps AS close_rate_bps,
  f.closing_value_sen AS closing_value_sen,
  f.repeat_buyers AS repeat_buyers
FROM lead_figures AS f
WHERE f.dim = 'handler'
ORDER BY handler;
