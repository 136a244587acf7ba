/*omni
name = "rfm_segments"
version = 1
title = { id = "Segmen RFM", en = "RFM segments" }
formula = { id = """
Pelanggan dengan minimal satu pesanan selesai sampai as-of. R = hari sejak pesanan selesai terakhir; F = pesanan selesai; M = pendapatannya dikurangi refund. Skor R dan M = 1 + ⌊5 × pelanggan yang lebih buruk ÷ semua⌋; skor F: 1, 2, 3, 4–5, 6+ pesanan. Segmen menurut R dan F. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
Customers with at least one completed order by as-of. R = days since the last completed order; F = completed orders; M = their revenue less refunds. Score of R and M = 1 + ⌊5 × customers strictly worse ÷ all⌋; F by 1, 2, 3, 4–5, 6+ orders. Segment by R and F. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
Porsi adalah bagian pelanggan, pendapatan adalah jumlah M. Segmen tanpa pelanggan tidak tampil.""", en = """
The share is of customers; revenue is the sum of M. A segment without customers is not listed.""" }
seed_ids = ["S0-36"]
uses = ["rfm_scores"]
grain = ["rfm_segment"]
params = ["as_of"]
sources = ["v_customer_facts", "v_orders", "v_customers", "v_days", "v_rfm_segments"]
needs = ["orders"]
better = "none"
columns = [
  { name = "rfm_segment", kind = "text", id = "Segmen RFM", en = "RFM segment" },
  { name = "customers", kind = "int", id = "Pelanggan", en = "Customers" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
  { name = "share_bps", kind = "bps", id = "Porsi pelanggan", en = "Share of customers" },
  { name = "average_recency_days", kind = "int", id = "Rata-rata hari sejak pesanan terakhir", en = "Average days since the last order" },
  { name = "probable", kind = "int", id = "Probable (tersamar)", en = "Probable (masked)" },
]
*/
SELECT
  v.rfm_segment AS rfm_segment,
  COUNT(*) AS customers,
  COALESCE(SUM(v.monetary_sen), 0) AS revenue_sen,
  CAST(ROUND(10000.0 * COUNT(*) / COALESCE(SUM(COUNT(*)) OVER (), 1)) AS INTEGER) AS share_bps,
  CAST(ROUND(1.0 * COALESCE(SUM(v.recency_days), 0) / COUNT(*)) AS INTEGER) AS average_recency_days,
  COALESCE(SUM(v.is_probable), 0) AS probable
FROM rfm_scores AS v
GROUP BY v.rfm_segment
ORDER BY v.rfm_segment;
