/*omni
name = "new_customers_daily"
version = 1
title = { id = "Pelanggan baru per hari", en = "New customers by day" }
formula = { id = """
Pelanggan yang pesanan terhitung pertamanya jatuh pada hari itu, menurut sumber data pertama mereka. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`. Pembeli anonim dihitung di kolom sendiri.""", en = """
Customers whose first counted order falls on that day, by the data source they first came from. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`. Anonymous buyers have a column of their own.""" }
how_to_read = { id = """
Sumber adalah ekspor yang pertama memuat pelanggan itu: platform yang disinkron, atau templat yang diisi sendiri. Hari tanpa pelanggan baru tidak tampil.""", en = """
The source is the export that first held the customer: a platform's, or a form filled in by hand. A day without any is not listed.""" }
seed_ids = ["S3-05", "S3-07", "S3-11"]
grain = ["date", "source"]
params = ["from_date", "to_date"]
sources = ["v_orders", "v_customers"]
needs = ["orders"]
better = "up"
columns = [
  { name = "date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "source", kind = "text", id = "Sumber", en = "Source" },
  { name = "customers", kind = "int", id = "Pelanggan baru", en = "New customers" },
  { name = "probable", kind = "int", better = "none", id = "Probable (tersamar)", en = "Probable (masked)" },
  { name = "anonymous", kind = "int", better = "none", id = "Pembeli anonim", en = "Anonymous buyers" },
]
*/
WITH buyers AS (
  SELECT o.customer_id, MIN(o.ordered_date) AS in_period, MIN(o.first_order_date) AS first_date
  FROM v_orders AS o
  WHERE o.is_counted = 1 AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
  GROUP BY o.customer_id
)
SELECT
  b.first_date AS date,
  COALESCE(c.first_source, '') AS source,
  COUNT(CASE WHEN c.confidence <> 'anonymous' THEN 1 END) AS customers,
  COUNT(CASE WHEN c.confidence = 'probable' THEN 1 END) AS probable,
  COUNT(CASE WHEN c.confidence = 'anonymous' THEN 1 END) AS anonymous
FROM buyers AS b
JOIN v_customers AS c ON c.customer_id = b.customer_id
WHERE b.first_date = b.in_period
GROUP BY b.first_date, COALESCE(c.first_source, '')
ORDER BY date, source;
