/*omni
name = "lapsed_customers"
version = 1
title = { id = "Pelanggan yang diam", en = "Lapsed customers" }
formula = { id = """
Pelanggan dengan pesanan terhitung, tetapi tidak satu pun dalam jendela. Jendela m bulan = sesudah tanggal as-of m bulan kalender sebelumnya sampai as-of. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
Customers with counted orders, but none in the window. The window of m months starts after the day m calendar months before as-of and ends with as-of. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
Kumulatif: yang diam 6 bulan juga terhitung diam 3 bulan dan 1 bulan.""", en = """
Cumulative: silent for 6 months is also silent for 3 and for 1.""" }
seed_ids = ["S3-10"]
uses = ["customer_sums"]
grain = ["months"]
params = ["as_of"]
sources = ["v_customer_facts", "v_orders", "v_customers", "v_days", "v_month_windows"]
needs = ["orders"]
better = "down"
columns = [
  { name = "months", kind = "int", better = "none", id = "Bulan", en = "Months" },
  { name = "start_date", kind = "date", id = "Sesudah", en = "After" },
  { name = "customers", kind = "int", id = "Pelanggan", en = "Customers" },
  { name = "probable", kind = "int", better = "none", id = "Probable (tersamar)", en = "Probable (masked)" },
  { name = "revenue_sen", kind = "sen", better = "none", id = "Pendapatan", en = "Revenue" },
]
*/
WITH days AS (
  SELECT
    s.last_date, COUNT(*) AS customers, COUNT(CASE WHEN c.confidence = 'probable' THEN 1 END) AS probable,
    COALESCE(SUM(s.completed_sen), 0) AS revenue_sen
  FROM customer_sums AS s
  JOIN v_customers AS c ON c.customer_id = s.customer_id
  WHERE c.confidence <> 'anonymous' AND s.counted_orders > 0
  GROUP BY s.last_date
),
windows AS (
  SELECT v.months, v.start_date FROM v_month_windows AS v WHERE v.date = :as_of
)
SELECT
  w.months AS months,
  w.start_date AS start_date,
  COALESCE(SUM(d.customers), 0) AS customers,
  COALESCE(SUM(d.probable), 0) AS probable,
  COALESCE(SUM(d.revenue_sen), 0) AS revenue_sen
FROM windows AS w
LEFT JOIN days AS d ON d.last_date <= w.start_date
GROUP BY w.months, w.start_date
ORDER BY w.months;
