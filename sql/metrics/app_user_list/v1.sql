/*omni
name = "app_user_list"
version = 1
title = { id = "Pengguna aplikasi", en = "App users" }
formula = { id = """
Setiap pengguna aplikasi yang mendaftar sampai tanggal acuan. Pelanggannya = pemilik nomor HP yang sama. Pesanan dan pendapatan dari pesanan selesai; segmen pada tanggal acuan; kosong bila tidak tertaut.""", en = """
Every app user registered up to the day counted to. The customer is who has the same phone. Orders and revenue are of completed orders, the segment is that of the day; empty where nobody is linked.""" }
how_to_read = { id = """
Belum tertaut = belum pernah memesan dengan nomor ini; tautkan dengan omni customers link bila memakai nomor lain.""", en = """
Not linked = never ordered with this phone; link with omni customers link where another number was used.""" }
seed_ids = ["S0-54", "S0-55"]
uses = ["customer_sums"]
grain = ["phone"]
params = ["as_of"]
sources = ["v_customer_facts", "v_app_users", "v_customer_keys", "v_customers", "v_orders", "v_days"]
needs = ["orders"]
better = "none"
columns = [
  { name = "name", kind = "text", personal = true, id = "Nama", en = "Name" },
  { name = "phone", kind = "text", id = "Phone", en = "Phone" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer linked" },
  { name = "segment", kind = "text", id = "Segmen", en = "Segment" },
  { name = "orders", kind = "int", id = "Total pesanan", en = "Total orders" },
  { name = "revenue_sen", kind = "sen", id = "Total pendapatan", en = "Total revenue" },
  { name = "registered_date", kind = "date", id = "Daftar app", en = "Registered" },
  { name = "linked", kind = "int", id = "Tertaut", en = "Linked" },
]
*/
SELECT
  a.name AS name,
  a.phone AS phone,
  c.name AS customer,
  CASE WHEN c.customer_id IS NOT NULL THEN COALESCE(m.life_cycle, 'Lead') END AS segment,
  CASE WHEN c.customer_id IS NOT NULL THEN COALESCE(m.completed_orders, 0) END AS orders,
  CASE WHEN c.customer_id IS NOT NULL THEN COALESCE(m.completed_sen, 0) END AS revenue_sen,
  a.registered_date AS registered_date,
  CASE WHEN c.customer_id IS NULL THEN 0 ELSE 1 END AS linked
FROM v_app_users AS a
LEFT JOIN v_customer_keys AS k ON k.key = 'phone:' || a.phone
LEFT JOIN v_customers AS c ON c.customer_id = k.customer_id
LEFT JOIN customer_sums AS m ON m.customer_id = c.customer_id
WHERE a.registered_date <= :as_of
ORDER BY a.phone;
