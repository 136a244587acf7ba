/*omni
name = "lead_funnel_by_campaign"
version = 1
title = { id = "Corong leads per kampanye", en = "Lead funnel by campaign" }
formula = { id = """
Seperti corong leads, menurut kampanye iklan kontak. Bila kontak tidak menyebut kampanye, tetapi pesanan closing-nya menyebutnya (UTM), closing itu dihitung di kolom sendiri: dari kampanye itu tidak diketahui berapa yang menulis, jadi tidak masuk rasio. Rasio = closing ÷ (leads − repeat).""", en = """
As the lead funnel, by the ad campaign of the contact. Where a contact names none but the order that closed it does (UTM), the closing has a column of its own: how many wrote because of that campaign is not known, so it is in no rate. Rate = closed ÷ (leads − repeat).""" }
how_to_read = { id = """
Kampanye kontak berasal dari kolom tambahan di Cekat (misalnya additional_campaign) atau dari omni leads edit --campaign.""", en = """
The campaign of a contact comes from an additional field in Cekat (as additional_campaign) or from omni leads edit --campaign.""" }
seed_ids = ["S0-49", "F-61"]
uses = ["lead_figures"]
grain = ["campaign"]
params = ["from_date", "to_date"]
sources = ["v_leads", "v_lead_closing", "v_orders"]
needs = ["orders"]
better = "none"
columns = [
  { name = "campaign", kind = "text", id = "Kampanye", en = "Campaign" },
  { name = "leads", kind = "int", id = "Leads", en = "Leads" },
  { name = "closed", kind = "int", id = "Closing", en = "Closed", better = "up" },
  { name = "close_rate_bps", kind = "bps", id = "Rasio closing", en = "Close rate", better = "up" },
  { name = "named_closed", kind = "int", id = "Closing menurut UTM", en = "Closed by UTM", better = "up" },
  { name = "closing_value_sen", kind = "sen", id = "Nilai closing", en = "Closing value", better = "up" },
  { name = "repeat_buyers", kind = "int", id = "Pembeli lama", en = "Earlier buyers" },
]
*/
SELECT
  f.key AS campaign,
  f.leads AS leads,
  f.closed AS closed,
  f.close_rate_bps AS close_rate_bps,
  f.named_closed AS named_closed,
  f.closing_value_sen AS closing_value_sen,
  f.repeat_buyers AS repeat_buyers
FROM lead_figures AS f
WHERE f.dim = 'campaign'
ORDER BY campaign;
