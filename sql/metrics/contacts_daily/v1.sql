/*omni
name = "contacts_daily"
version = 1
title = { id = "Kontak per hari", en = "Contacts by day" }
formula = { id = """
Chat: kontak yang pertama menulis pada hari itu; membeli = closing (lihat daftar leads). Form: orang yang mengisi formulir pesanan OrderOnline atau Scalev pada hari itu, apa pun nasib pesanannya, setiap orang satu kali per hari; membeli = minimal satu di antaranya pesanan terhitung. Pesanan uji tidak termasuk.""", en = """
Chat: contacts that first wrote on that day; bought = closed (see the lead list). Form: people who sent an order form of OrderOnline or Scalev on that day, whatever became of it, each once a day; bought = at least one of these orders counts. Test orders are left out.""" }
how_to_read = { id = """
Dengan nomor = bisa dihubungi lagi. Orang yang menulis di chat lalu mengisi formulir ada di kedua saluran.""", en = """
With phone = can be reached again. Who writes in the chat and then sends a form is in both channels.""" }
seed_ids = ["S3-08", "S3-09"]
grain = ["date", "channel"]
params = ["from_date", "to_date"]
sources = ["v_leads", "v_lead_closing", "v_orders"]
needs = ["orders"]
better = "up"
columns = [
  { name = "date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "channel", kind = "text", id = "Saluran", en = "Channel" },
  { name = "contacts", kind = "int", id = "Kontak", en = "Contacts" },
  { name = "with_phone", kind = "int", id = "Dengan nomor", en = "With phone" },
  { name = "bought", kind = "int", id = "Membeli", en = "Bought" },
]
*/
SELECT
  l.created_date AS date,
  'chat' AS channel,
  COUNT(*) AS contacts,
  COUNT(l.phone) AS with_phone,
  COUNT(CASE WHEN c.closing = 'closed' THEN 1 END) AS bought
FROM v_leads AS l
JOIN v_lead_closing AS c ON c.lead_id = l.lead_id
WHERE l.created_date >= :from_date AND l.created_date < :to_date
GROUP BY l.created_date
UNION ALL
SELECT
  p.ordered_date AS date,
  'form' AS channel,
  COUNT(*) AS contacts,
  COUNT(p.phone) AS with_phone,
  COALESCE(SUM(p.bought), 0) AS bought
FROM (
  SELECT o.ordered_date, o.customer_id, MAX(o.recipient_phone) AS phone, MAX(o.is_counted) AS bought
  FROM v_orders AS o
  WHERE o.platform IN ('orderonline', 'scalev') AND o.is_test = 0
    AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
  GROUP BY o.ordered_date, o.customer_id
) AS p
GROUP BY p.ordered_date
ORDER BY date, channel;
