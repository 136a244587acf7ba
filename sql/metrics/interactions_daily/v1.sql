/*omni
name = "interactions_daily"
version = 1
title = { id = "Kontak per hari", en = "Contacts by day" }
formula = { id = """
Chat: kontak yang pesan pertama atau terakhirnya pada hari itu (ekspor tidak menyebut hari di antaranya); baru = pesan pertamanya; membeli = kontak baru yang closing (lihat daftar leads). Form: orang yang mengisi formulir pesanan OrderOnline atau Scalev pada hari itu, apa pun nasib pesanannya, setiap orang satu kali per hari; baru = belum pernah mengisi sebelumnya; membeli = minimal satu di antaranya pesanan terhitung. Pesanan uji tidak termasuk. Hari tanpa siapa pun adalah 0 bila diketahui (chat: antara hari pertama dan terakhirnya; form: hari yang dicakup berkas), selain itu tidak ada barisnya.""", en = """
Chat: contacts whose first or last message is of that day (the export names no day between); new = their first one; bought = new contacts that closed (see the lead list). Form: people who sent an order form of OrderOnline or Scalev on that day, whatever became of it, each once a day; new = never sent one before; bought = at least one of these orders counts. Test orders are left out. A day without anybody is 0 where it is known (chat: between its first and last day; forms: days that a file covers), else it has no row.""" }
how_to_read = { id = """
Dengan nomor = bisa dihubungi lagi. Orang yang menulis di chat lalu mengisi formulir ada di kedua sumber.""", en = """
With phone = can be reached again. Who writes in the chat and then sends a form is in both sources.""" }
seed_ids = ["S3-08", "S3-09"]
grain = ["date", "source"]
params = ["from_date", "to_date"]
sources = ["v_covered", "v_days", "v_lead_closing", "v_leads", "v_orders"]
needs = ["orders"]
better = "up"
columns = [
  { name = "date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "contacts", kind = "int", id = "Kontak", en = "Contacts" },
  { name = "new_contacts", kind = "int", id = "Kontak baru", en = "New contacts" },
  { name = "with_phone", kind = "int", id = "Dengan nomor", en = "With phone" },
  { name = "bought", kind = "int", id = "Membeli", en = "Bought" },
]
*/
SELECT
  k.date AS date,
  k.source AS source,
  COALESCE(SUM(k.contacts), 0) AS contacts,
  COALESCE(SUM(k.new_contacts), 0) AS new_contacts,
  COALESCE(SUM(k.with_phone), 0) AS with_phone,
  COALESCE(SUM(k.bought), 0) AS bought
FROM (
  SELECT
    w.date AS date,
    'chat' AS source,
    COUNT(*) AS contacts,
    COALESCE(SUM(w.is_new), 0) AS new_contacts,
    COUNT(w.phone) AS with_phone,
    COALESCE(SUM(w.closed), 0) AS bought
  FROM (
    SELECT l.created_date AS date, 1 AS is_new, l.phone, CASE WHEN c.closing = 'closed' THEN 1 ELSE 0 END AS closed
    FROM v_leads AS l
    JOIN v_lead_closing AS c ON c.lead_id = l.lead_id
    WHERE l.created_date >= :from_date AND l.created_date < :to_date
    UNION ALL
    SELECT l.last_message_date, 0, l.phone, 0
    FROM v_leads AS l
    WHERE l.last_message_date >= :from_date AND l.last_message_date < :to_date
      AND (l.created_date IS NULL OR l.last_message_date > l.created_date)
  ) AS w
  GROUP BY w.date
  UNION ALL
  SELECT
    p.ordered_date AS date,
    'form' AS source,
    COUNT(*) AS contacts,
    COUNT(CASE WHEN NOT EXISTS (
      SELECT 1 FROM v_orders AS e
      WHERE e.customer_id = p.customer_id AND e.platform IN ('orderonline', 'scalev') AND e.is_test = 0
        AND e.ordered_date < p.ordered_date) THEN 1 END) AS new_contacts,
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
  UNION ALL
  -- Days that are known and had nobody: of the chat all between its first and its last, of forms those a file covers.
  SELECT d.date, 'chat', 0, 0, 0, 0
  FROM v_days AS d
  WHERE d.date >= :from_date AND d.date < :to_date
    AND d.date BETWEEN (SELECT MIN(COALESCE(l.created_date, l.last_message_date)) FROM v_leads AS l)
                   AND (SELECT MAX(COALESCE(l.last_message_date, l.created_date)) FROM v_leads AS l)
  UNION ALL
  SELECT d.date, 'form', 0, 0, 0, 0
  FROM v_days AS d
  WHERE d.date >= :from_date AND d.date < :to_date
    AND EXISTS (SELECT 1 FROM v_covered AS v
                 WHERE v.need = 'orders' AND v.source IN ('orderonline-orders', 'scalev-orders') AND d.day BETWEEN v.from_day AND v.to_day)
) AS k
GROUP BY k.date, k.source
ORDER BY date, source;
