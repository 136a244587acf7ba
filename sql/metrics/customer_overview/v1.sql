/*omni
name = "customer_overview"
version = 1
title = { id = "Pelanggan sepanjang masa", en = "Customers, all time" }
formula = { id = """
Semua pelanggan sampai as-of, tanpa saringan periode. Pembeli = pelanggan dengan minimal satu pesanan selesai. Rata-rata belanja v1 (harfiah) = nilai semua pesanan terhitung ÷ pembeli; v2 = nilai pesanan selesai dikurangi refund ÷ pembeli. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
All customers by as-of, whatever the period. Buyers = customers with at least one completed order. Average spend v1 (literal) = value of all counted orders ÷ buyers; v2 = completed orders less refunds ÷ buyers. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
v1 membagi pesanan yang mungkin batal atau kembali dengan pembeli yang sudah menerima barang, jadi selalu lebih tinggi: pakai v2. Pembeli anonim disebut terpisah dan tidak masuk hitungan mana pun.""", en = """
v1 divides orders that may still come back by buyers who kept theirs, so it is always higher: use v2. Anonymous buyers are named apart and in none of the figures.""" }
seed_ids = ["S3-01", "S3-02", "S3-03", "S3-04"]
uses = ["customer_sums"]
grain = []
params = ["as_of"]
sources = ["v_customer_facts", "v_orders", "v_customers", "v_days"]
needs = ["orders"]
better = "up"
columns = [
  { name = "customers", kind = "int", id = "Pelanggan", en = "Customers" },
  { name = "buyers", kind = "int", id = "Pembeli", en = "Buyers" },
  { name = "avg_spend_v1_sen", kind = "sen", id = "Rata-rata belanja (v1)", en = "Average spend (v1)" },
  { name = "avg_spend_v2_sen", kind = "sen", id = "Rata-rata belanja", en = "Average spend" },
  { name = "leads", kind = "int", better = "none", id = "Belum pernah membeli", en = "Never bought" },
  { name = "repeat_buyers", kind = "int", id = "Pembeli berulang", en = "Repeat buyers" },
  { name = "repeat_buyer_share_bps", kind = "bps", id = "Porsi pembeli berulang", en = "Share of repeat buyers" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
  { name = "probable", kind = "int", better = "none", id = "Probable (tersamar)", en = "Probable (masked)" },
  { name = "anonymous", kind = "int", better = "none", id = "Pembeli anonim", en = "Anonymous buyers" },
]
*/
WITH people AS (
  SELECT c.confidence, s.completed_orders, s.completed_sen, s.placed_sen
  FROM customer_sums AS s
  JOIN v_customers AS c ON c.customer_id = s.customer_id
),
sums AS (
  SELECT
    COUNT(CASE WHEN p.confidence <> 'anonymous' THEN 1 END) AS customers,
    COUNT(CASE WHEN p.confidence <> 'anonymous' AND p.completed_orders > 0 THEN 1 END) AS buyers,
    COUNT(CASE WHEN p.confidence <> 'anonymous' AND p.completed_orders > 1 THEN 1 END) AS repeat_buyers,
    COUNT(CASE WHEN p.confidence = 'probable' THEN 1 END) AS probable,
    COUNT(CASE WHEN p.confidence = 'anonymous' THEN 1 END) AS anonymous,
    COALESCE(SUM(CASE WHEN p.confidence <> 'anonymous' THEN p.completed_sen END), 0) AS revenue,
    COALESCE(SUM(CASE WHEN p.confidence <> 'anonymous' THEN p.placed_sen END), 0) AS placed
  FROM people AS p
)
SELECT
  s.customers AS customers,
  s.buyers AS buyers,
  CAST(ROUND(1.0 * s.placed / NULLIF(s.buyers, 0)) AS INTEGER) AS avg_spend_v1_sen,
  CAST(ROUND(1.0 * s.revenue / NULLIF(s.buyers, 0)) AS INTEGER) AS avg_spend_v2_sen,
  s.customers - s.buyers AS leads,
  s.repeat_buyers AS repeat_buyers,
  CAST(ROUND(10000.0 * s.repeat_buyers / NULLIF(s.buyers, 0)) AS INTEGER) AS repeat_buyer_share_bps,
  s.revenue AS revenue_sen,
  s.probable AS probable,
  s.anonymous AS anonymous
FROM sums AS s;
