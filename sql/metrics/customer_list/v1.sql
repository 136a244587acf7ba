/*omni
name = "customer_list"
version = 1
title = { id = "Daftar pelanggan", en = "Customer list" }
formula = { id = """
Setiap pelanggan yang memesan sampai as-of. Pesanan dan pendapatan = pesanan selesai, dikurangi refund. Segmen: Loyal ≥ 4 pesanan selesai, Returning 2–3, New = 1 dalam 90 hari, selain itu Churn; belum pernah selesai = Lead. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`. Juga setiap profil (omni customers) yang belum pernah memesan. Nama dan kota profil mendahului yang di pesanan.""", en = """
Every customer with an order by as-of. Orders and revenue are completed orders, less refunds. Segment: Loyal ≥ 4 completed orders, Returning 2–3, New = 1 within 90 days, else Churn; none completed = Lead. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`. And every profile (omni customers) that never ordered. Name and city of a profile go before those of orders.""" }
how_to_read = { id = """
Pesanan terakhir memakai tanggal pesan dari pesanan terhitung apa pun. Kolom keyakinan menyebut pelanggan mana yang probable. Langkah berikutnya: tolak pesan → jangan dikirimi; pesanan belum dibayar ≤ 14 hari → ingatkan; retur ≥ 2 dan lebih dari yang selesai → jangan COD; mitra → hubungi bila > 30 hari tidak selesai; lalu menurut segmen.""", en = """
The last order is by order date, of any counted order. The confidence column says who is probable. Next action: opted out → do not write; unpaid order ≤ 14 days → remind; ≥ 2 returns and more than completed → no COD; partner → call where nothing was completed for > 30 days; then by segment.""" }
seed_ids = ["S0-01", "S1-21", "S1-37", "S1-39", "S1-41"]
uses = ["as_of_day", "customer_sums"]
grain = ["customer"]
params = ["as_of"]
sources = ["v_customer_facts", "v_orders", "v_customers", "v_customer_keys", "v_customer_profiles", "v_opt_outs", "v_days"]
needs = ["orders"]
better = "up"
columns = [
  { name = "customer", kind = "text", id = "Kunci", en = "Key" },
  { name = "name", kind = "text", personal = true, id = "Pelanggan", en = "Customer" },
  { name = "location", kind = "text", id = "Lokasi", en = "Location" },
  { name = "segment", kind = "text", id = "Segmen", en = "Segment" },
  { name = "category", kind = "text", id = "Kategori", en = "Category" },
  { name = "total_orders", kind = "int", id = "Pesanan selesai", en = "Completed orders" },
  { name = "total_revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
  { name = "last_order_date", kind = "date", id = "Pesanan terakhir", en = "Last order" },
  { name = "platforms", kind = "text", id = "Platform", en = "Platforms" },
  { name = "counted_orders", kind = "int", id = "Pesanan terhitung", en = "Counted orders" },
  { name = "rts_orders", kind = "int", better = "down", id = "RTS", en = "Returned" },
  { name = "confidence", kind = "text", id = "Keyakinan", en = "Confidence" },
  { name = "last_status", kind = "text", id = "Status terakhir", en = "Last status" },
  { name = "next_action", kind = "text", id = "Langkah berikutnya", en = "Next action" },
  { name = "phone", kind = "text", id = "No. HP", en = "Phone" },
  { name = "city", kind = "text", id = "Kota", en = "City" },
]
*/
WITH known AS (
  SELECT k.customer_id, MIN(p.phone) AS phone
  FROM v_customer_profiles AS p
  JOIN v_customer_keys AS k ON k.key = 'phone:' || p.phone
  WHERE p.phone IS NOT NULL /* narrowed by k.customer_id */
  GROUP BY k.customer_id
),
refusing AS (
  SELECT DISTINCT k.customer_id
  FROM v_opt_outs AS u
  JOIN v_customer_keys AS k ON k.key = 'phone:' || u.phone
),
people AS (
  SELECT
    (SELECT MIN(y.key) FROM v_customer_keys AS y WHERE y.customer_id = c.customer_id) AS customer,
    COALESCE(p.name, c.name) AS name,
    COALESCE(p.city, c.city) AS city,
    COALESCE(p.province, c.province) AS province,
    s.life_cycle AS segment, c.category, s.completed_orders, s.completed_sen, s.last_date, s.platforms,
    s.counted_orders, s.rts_orders, c.confidence, s.last_done_day,
    SUBSTR(s.newest, 21) AS last_status,
    SUBSTR(s.newest, 1, 10) AS newest_date,
    n.phone,
    CASE WHEN r.customer_id IS NULL THEN 0 ELSE 1 END AS refuses
  FROM customer_sums AS s
  JOIN v_customers AS c ON c.customer_id = s.customer_id
  LEFT JOIN known AS n ON n.customer_id = c.customer_id
  LEFT JOIN v_customer_profiles AS p ON p.phone = n.phone
  LEFT JOIN refusing AS r ON r.customer_id = c.customer_id
  WHERE c.confidence <> 'anonymous'
  UNION ALL
  SELECT
    'phone:' || p.phone, p.name, p.city, p.province, 'Lead', p.category, 0, 0, NULL, NULL, 0, 0, 'certain', NULL,
    NULL, NULL, p.phone, CASE WHEN u.phone IS NULL THEN 0 ELSE 1 END
  FROM v_customer_profiles AS p
  LEFT JOIN v_opt_outs AS u ON u.phone = p.phone
  WHERE NOT EXISTS (SELECT 1 FROM v_customer_keys AS k WHERE k.key = 'phone:' || p.phone) /* narrowed by p.phone */
)
SELECT
  e.customer AS customer,
  e.name AS name,
  COALESCE(e.city || ', ' || e.province, e.city, e.province) AS location,
  e.segment AS segment,
  e.category AS category,
  e.completed_orders AS total_orders,
  e.completed_sen AS total_revenue_sen,
  e.last_date AS last_order_date,
  e.platforms AS platforms,
  e.counted_orders AS counted_orders,
  e.rts_orders AS rts_orders,
  e.confidence AS confidence,
  e.last_status AS last_status,
  CASE WHEN e.refuses = 1 THEN 'do_not_write'
       WHEN e.last_status IN ('created', 'pending') AND a.day - d.day <= 14
       THEN 'remind_payment'
       WHEN e.rts_orders >= 2 AND e.rts_orders > e.completed_orders THEN 'no_cod'
       WHEN e.category IN ('reseller', 'dropshiper', 'agen', 'distributor')
       THEN CASE WHEN a.day - e.last_done_day <= 30 THEN 'offer_stock' ELSE 'call_partner' END
       WHEN e.completed_orders = 0
       THEN CASE WHEN e.last_status IN ('confirmed', 'in_process', 'ready_to_ship', 'shipped', 'completed') THEN 'follow_parcel'
                 ELSE 'first_offer' END
       WHEN a.day - e.last_done_day > 90 THEN 'win_back'
       WHEN e.completed_orders >= 4 THEN 'reward'
       WHEN a.day - e.last_done_day <= 14 THEN 'ask_review'
       ELSE 'offer_again' END AS next_action,
  COALESCE(e.phone, CASE WHEN SUBSTR(e.customer, 1, 6) = 'phone:' THEN SUBSTR(e.customer, 7) END) AS phone,
  e.city AS city
FROM people AS e
CROSS JOIN as_of_day AS a
LEFT JOIN v_days AS d ON d.date = e.newest_date
ORDER BY e.customer;
