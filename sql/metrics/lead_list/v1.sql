/*omni
name = "lead_list"
version = 1
title = { id = "Daftar leads", en = "Lead list" }
formula = { id = """
Setiap kontak chat yang pertama menulis sampai tanggal acuan. Closing = pesanan terhitung pertama dari nomor yang sama sejak pesan pertama, paling lambat 30 hari sesudah pesan terakhir; repeat = sudah pernah membeli sebelumnya. Track: Blacklist → Arsip; selesai ≤ 90 hari → T3-Fresh; ≤ 365 hari → T3-Lama; kontak ≤ 14 hari → T1-Akuisisi; aktif ≤ 90 hari → T2-Nurturing; selain itu T4-Winback.""", en = """
Every chat contact that first wrote up to the day counted to. Closing = the first counted order of the same phone since the first message, at most 30 days after the last one; repeat = had bought before. Track: Blacklist → Arsip; completed ≤ 90 days ago → T3-Fresh; ≤ 365 days → T3-Lama; first contact ≤ 14 days → T1-Akuisisi; active ≤ 90 days → T2-Nurturing; else T4-Winback.""" }
how_to_read = { id = """
Bukti closing: nomor pesanan, hari sejak pesan pertama, dan nilainya.""", en = """
The evidence of a closing: order number, days since the first message, and value.""" }
seed_ids = ["S0-45", "S0-49", "F-61"]
uses = ["as_of_day", "customer_sums"]
grain = ["contact_id"]
params = ["as_of"]
sources = ["v_customer_facts", "v_leads", "v_lead_closing", "v_orders", "v_days"]
needs = ["orders"]
better = "none"
columns = [
  { name = "name", kind = "text", personal = true, id = "Nama", en = "Name" },
  { name = "phone", kind = "text", id = "HP", en = "Phone" },
  { name = "pipeline", kind = "text", id = "Pipeline", en = "Pipeline" },
  { name = "track", kind = "text", id = "Track", en = "Track" },
  { name = "label", kind = "text", id = "Label", en = "Label" },
  { name = "city", kind = "text", id = "Kota", en = "City" },
  { name = "rbw", kind = "text", id = "RBW", en = "RBW" },
  { name = "closing", kind = "text", id = "Closing", en = "Closing" },
  { name = "last_message_at", kind = "at", id = "Pesan terakhir", en = "Last message" },
  { name = "closing_order_no", kind = "text", id = "Pesanan closing", en = "Closing order" },
  { name = "closing_days", kind = "int", id = "Hari sampai closing", en = "Days to closing" },
  { name = "closing_value_sen", kind = "sen", id = "Nilai closing", en = "Closing value" },
  { name = "handled_by", kind = "text", id = "Ditangani", en = "Handled by" },
  { name = "contact_id", kind = "text", id = "ID kontak", en = "Contact id" },
]
*/
SELECT
  l.name AS name,
  l.phone AS phone,
  l.pipeline AS pipeline,
  CASE WHEN LOWER(TRIM(l.pipeline)) = 'blacklist' THEN 'Arsip'
       WHEN t.day - m.last_done_day <= 90 THEN 'T3-Fresh'
       WHEN t.day - m.last_done_day <= 365 THEN 'T3-Lama'
       WHEN t.day - l.created_day <= 14 THEN 'T1-Akuisisi'
       WHEN t.day - COALESCE(l.last_message_day, l.created_day) <= 90 THEN 'T2-Nurturing'
       ELSE 'T4-Winback' END AS track,
  l.labels AS label,
  l.city AS city,
  l.rbw AS rbw,
  c.closing AS closing,
  l.last_message_at AS last_message_at,
  c.closing_order_no AS closing_order_no,
  c.closing_days AS closing_days,
  c.closing_value_sen AS closing_value_sen,
  l.handled_by AS handled_by,
  l.contact_id AS contact_id
FROM v_leads AS l
JOIN v_lead_closing AS c ON c.lead_id = l.lead_id
CROSS JOIN as_of_day AS t
LEFT JOIN customer_sums AS m ON m.customer_id = c.customer_id
WHERE COALESCE(l.created_date, l.last_message_date, :as_of) <= :as_of
ORDER BY l.contact_id;
