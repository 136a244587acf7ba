/*omni
name = "rfm"
version = 1
title = { id = "RFM per pelanggan", en = "RFM by customer" }
formula = { id = """
Pelanggan dengan minimal satu pesanan selesai sampai as-of. R = hari sejak pesanan selesai terakhir; F = pesanan selesai; M = pendapatannya dikurangi refund. Skor R dan M = 1 + ⌊5 × pelanggan yang lebih buruk ÷ semua⌋; skor F: 1, 2, 3, 4–5, 6+ pesanan. Segmen menurut R dan F. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
Customers with at least one completed order by as-of. R = days since the last completed order; F = completed orders; M = their revenue less refunds. Score of R and M = 1 + ⌊5 × customers strictly worse ÷ all⌋; F by 1, 2, 3, 4–5, 6+ orders. Segment by R and F. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
R 5 baru saja membeli, R 1 paling lama tidak membeli. Nilai yang sama mendapat skor yang sama. Champions dan Loyal layak diberi perhatian; At Risk dan Can't Lose dihubungi lebih dulu.""", en = """
R 5 bought just now, R 1 the longest ago. Equal values score alike. Look after Champions and Loyal; call At Risk and Can't Lose first.""" }
seed_ids = ["S0-36"]
uses = ["rfm_scores"]
grain = ["customer"]
params = ["as_of"]
sources = ["v_customer_facts", "v_orders", "v_customers", "v_customer_keys", "v_days", "v_rfm_segments"]
needs = ["orders"]
better = "up"
columns = [
  { name = "customer", kind = "text", id = "Kunci", en = "Key" },
  { name = "name", kind = "text", personal = true, id = "Pelanggan", en = "Customer" },
  { name = "location", kind = "text", id = "Lokasi", en = "Location" },
  { name = "recency_days", kind = "int", better = "down", id = "Hari sejak pesanan terakhir", en = "Days since the last order" },
  { name = "frequency", kind = "int", id = "Pesanan selesai", en = "Completed orders" },
  { name = "monetary_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
  { name = "r", kind = "int", id = "R", en = "R" },
  { name = "f", kind = "int", id = "F", en = "F" },
  { name = "m", kind = "int", id = "M", en = "M" },
  { name = "rfm_segment", kind = "text", id = "Segmen RFM", en = "RFM segment" },
  { name = "segment", kind = "text", id = "Segmen", en = "Segment" },
  { name = "last_order_date", kind = "date", id = "Pesanan terakhir", en = "Last order" },
  { name = "confidence", kind = "text", id = "Keyakinan", en = "Confidence" },
]
*/
SELECT
  (SELECT MIN(y.key) FROM v_customer_keys AS y WHERE y.customer_id = v.customer_id) AS customer,
  c.name AS name,
  COALESCE(c.city || ', ' || c.province, c.city, c.province) AS location,
  v.recency_days AS recency_days,
  v.frequency AS frequency,
  v.monetary_sen AS monetary_sen,
  v.r AS r,
  v.f AS f,
  v.m AS m,
  v.rfm_segment AS rfm_segment,
  v.life_cycle AS segment,
  v.last_date AS last_order_date,
  c.confidence AS confidence
FROM rfm_scores AS v
LEFT JOIN v_customers AS c ON c.customer_id = v.customer_id
ORDER BY customer;
