/*omni
name = "customer_list"
version = 1
title = { id = "Daftar pelanggan", en = "Customer list" }
formula = { id = """
Setiap pelanggan yang memesan sampai as-of. Pesanan dan pendapatan = pesanan selesai, dikurangi refund. Segmen: Loyal ≥ 4 pesanan selesai, Returning 2–3, New = 1 dalam 90 hari, selain itu Churn; belum pernah selesai = Lead. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
Every customer with an order by as-of. Orders and revenue are completed orders, less refunds. Segment: Loyal ≥ 4 completed orders, Returning 2–3, New = 1 within 90 days, else Churn; none completed = Lead. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
Pesanan terakhir memakai tanggal pesan dari pesanan terhitung apa pun. Kolom keyakinan menyebut pelanggan mana yang probable.""", en = """
The last order is by order date, of any counted order. The confidence column says who is probable.""" }
seed_ids = ["S0-01", "S1-21"]
uses = ["customer_sums"]
grain = ["customer"]
params = ["as_of"]
sources = ["v_orders", "v_customers", "v_first_keys", "v_days"]
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
]
*/
SELECT
  y.customer AS customer,
  c.name AS name,
  COALESCE(c.city || ', ' || c.province, c.city, c.province) AS location,
  s.life_cycle AS segment,
  c.category AS category,
  s.completed_orders AS total_orders,
  s.completed_sen AS total_revenue_sen,
  s.last_date AS last_order_date,
  s.platforms AS platforms,
  s.counted_orders AS counted_orders,
  s.rts_orders AS rts_orders,
  c.confidence AS confidence
FROM customer_sums AS s
JOIN v_customers AS c ON c.customer_id = s.customer_id
LEFT JOIN v_first_keys AS y ON y.customer_id = c.customer_id
WHERE c.confidence <> 'anonymous'
ORDER BY customer;
