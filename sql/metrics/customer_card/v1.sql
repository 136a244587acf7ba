/*omni
name = "customer_card"
version = 1
title = { id = "Seorang pelanggan", en = "One customer" }
formula = { id = """
Pelanggan pemilik kunci itu: pesanan terhitung, selesai dan kembali sampai as-of, belanja = pesanan selesai dikurangi refund, AOV = belanja ÷ pesanan selesai. Siklus: Loyal mulai 4 pesanan selesai, Returning 2–3, New 1 dalam 90 hari, Churn sesudahnya, Lead tanpa pesanan selesai.""", en = """
The customer whose key it is: counted, completed and returned orders by as-of, spent = completed orders less refunds, AOV = spent ÷ completed orders. Life cycle: Loyal from 4 completed orders, Returning 2–3, New 1 within 90 days, Churn later, Lead without a completed order.""" }
how_to_read = { id = "Yang sering mengembalikan sebaiknya tidak dilayani COD.", en = "Who often sends back is better not served by COD." }
seed_ids = ["S1-21", "S1-22"]
uses = ["as_of_day"]
grain = ["customer"]
params = ["as_of", "customer"]
sources = ["v_customer_keys", "v_customers", "v_days", "v_first_keys", "v_orders"]
needs = ["orders"]
better = "up"
columns = [
  { name = "customer", kind = "text", id = "Kunci", en = "Key" },
  { name = "name", kind = "text", personal = true, id = "Pelanggan", en = "Customer" },
  { name = "location", kind = "text", id = "Lokasi", en = "Location" },
  { name = "category", kind = "text", id = "Kategori", en = "Category" },
  { name = "segment", kind = "text", id = "Segmen", en = "Segment" },
  { name = "confidence", kind = "text", id = "Keyakinan", en = "Confidence" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "completed", kind = "int", id = "Selesai", en = "Completed" },
  { name = "rts", kind = "int", better = "down", id = "RTS", en = "Returned" },
  { name = "spent_sen", kind = "sen", id = "Total belanja", en = "Total spent" },
  { name = "aov_sen", kind = "sen", id = "AOV", en = "AOV" },
  { name = "first_order_date", kind = "date", id = "Pesanan pertama", en = "First order" },
  { name = "last_order_date", kind = "date", id = "Pesanan terakhir", en = "Last order" },
]
*/
SELECT
  y.customer AS customer,
  c.name AS name,
  COALESCE(c.city || ', ' || c.province, c.city, c.province) AS location,
  c.category AS category,
  CASE WHEN s.completed >= 4 THEN 'Loyal' WHEN s.completed >= 2 THEN 'Returning' WHEN COALESCE(s.completed, 0) = 0 THEN 'Lead'
       WHEN a.day - s.last_done_day <= 90 THEN 'New' ELSE 'Churn' END AS segment,
  c.confidence AS confidence,
  COALESCE(s.orders, 0) AS orders,
  COALESCE(s.completed, 0) AS completed,
  COALESCE(s.rts, 0) AS rts,
  COALESCE(s.spent_sen, 0) AS spent_sen,
  CAST(ROUND(1.0 * s.spent_sen / NULLIF(s.completed, 0)) AS INTEGER) AS aov_sen,
  s.first_date AS first_order_date,
  s.last_date AS last_order_date
FROM v_customer_keys AS q
CROSS JOIN as_of_day AS a
JOIN v_customers AS c ON c.customer_id = q.customer_id
JOIN v_first_keys AS y ON y.customer_id = q.customer_id
LEFT JOIN (
  SELECT
    k.customer_id AS customer_id,
    COALESCE(SUM(o.is_counted), 0) AS orders,
    COUNT(CASE WHEN o.status = 'completed' AND COALESCE(o.completed_date, o.ordered_date) <= :as_of THEN 1 END) AS completed,
    COUNT(CASE WHEN o.status = 'rts' THEN 1 END) AS rts,
    COALESCE(SUM(CASE WHEN COALESCE(o.completed_date, o.ordered_date) <= :as_of THEN o.delivered_revenue_sen END), 0) AS spent_sen,
    MIN(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS first_date,
    MAX(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS last_date,
    MAX(CASE WHEN o.status = 'completed' AND COALESCE(o.completed_date, o.ordered_date) <= :as_of
             THEN COALESCE(o.completed_day, o.ordered_day) END) AS last_done_day
  FROM v_customer_keys AS k
  JOIN v_orders AS o ON o.customer_id = k.customer_id
  WHERE k.key = :customer AND o.is_test = 0 AND o.ordered_date <= :as_of
  GROUP BY k.customer_id
) AS s ON s.customer_id = q.customer_id
WHERE q.key = :customer
ORDER BY customer;
