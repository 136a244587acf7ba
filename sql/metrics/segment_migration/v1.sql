/*omni
name = "segment_migration"
version = 1
title = { id = "Perpindahan segmen RFM", en = "Moves between RFM segments" }
formula = { id = """
Segmen RFM setiap pelanggan pada hari sebelum periode dan pada hari terakhir periode, masing-masing dinilai atas pelanggan yang ada saat itu. "(baru)" belum punya pesanan selesai sebelum periode. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
The RFM segment of each customer on the day before the period and on its last day, each scored among the customers of that day. "(baru)" had no completed order before the period. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
Baca baris per baris: dari segmen mana pelanggan datang dan ke mana mereka pergi. Status pesanan adalah yang diketahui sekarang.""", en = """
Read row by row: where customers came from and went. Order statuses are those known today.""" }
seed_ids = ["S0-36", "F-30"]
grain = ["from_segment", "to_segment"]
params = ["from_date", "to_date"]
sources = ["v_customer_facts", "v_orders", "v_customers", "v_days", "v_rfm_segments"]
needs = ["orders"]
better = "none"
columns = [
  { name = "from_segment", kind = "text", id = "Dari", en = "From" },
  { name = "to_segment", kind = "text", id = "Ke", en = "To" },
  { name = "customers", kind = "int", id = "Pelanggan", en = "Customers" },
  { name = "revenue_sen", kind = "sen", id = "Pendapatan", en = "Revenue" },
]
*/
-- Of a customer with nothing newer than the period's beginning the sums are stored, and are those of both its ends.
WITH done AS (
  SELECT o.customer_id, o.delivered_revenue_sen, COALESCE(o.completed_date, o.ordered_date) AS done_date,
    COALESCE(o.completed_day, o.ordered_day) AS done_day
  FROM v_customer_facts AS f
  CROSS JOIN v_orders AS o
  WHERE o.customer_id = f.customer_id AND f.latest_date >= :from_date AND o.status = 'completed' AND o.is_test = 0
    AND o.ordered_date < :to_date AND COALESCE(o.completed_date, o.ordered_date) < :to_date
),
told AS (
  SELECT f.customer_id, f.completed_orders AS frequency, f.completed_orders AS was_frequency, f.last_done_day AS last_day,
    f.last_done_day AS was_last_day, f.completed_sen AS revenue_sen
  FROM v_customer_facts AS f
  WHERE NOT (f.latest_date >= :from_date) AND f.completed_orders > 0
  UNION ALL
  SELECT
    d.customer_id,
    COUNT(*),
    COUNT(CASE WHEN d.done_date < :from_date THEN 1 END),
    MAX(d.done_day),
    MAX(CASE WHEN d.done_date < :from_date THEN d.done_day END),
    COALESCE(SUM(d.delivered_revenue_sen), 0)
  FROM done AS d
  GROUP BY d.customer_id
),
sums AS (
  SELECT t.customer_id, t.frequency, t.was_frequency, t.last_day, t.was_last_day, t.revenue_sen
  FROM told AS t
  JOIN v_customers AS c ON c.customer_id = t.customer_id
  WHERE c.confidence <> 'anonymous'
),
ranked AS (
  SELECT
    s.customer_id, s.frequency, s.was_frequency, s.revenue_sen,
    5 * (RANK() OVER (ORDER BY s.last_day) - 1) AS staler,
    COUNT(*) OVER () AS population,
    5 * (RANK() OVER (PARTITION BY CASE WHEN s.was_frequency > 0 THEN 1 ELSE 0 END ORDER BY s.was_last_day) - 1) AS was_staler,
    COUNT(*) OVER (PARTITION BY CASE WHEN s.was_frequency > 0 THEN 1 ELSE 0 END) AS was_population
  FROM sums AS s
),
scored AS (
  SELECT
    k.customer_id,
    k.was_frequency,
    k.revenue_sen,
    CASE WHEN k.staler >= 4 * k.population THEN 5 WHEN k.staler >= 3 * k.population THEN 4
         WHEN k.staler >= 2 * k.population THEN 3 WHEN k.staler >= k.population THEN 2 ELSE 1 END AS r,
    CASE WHEN k.frequency >= 6 THEN 5 WHEN k.frequency >= 4 THEN 4 ELSE k.frequency END AS f,
    CASE WHEN k.was_staler >= 4 * k.was_population THEN 5 WHEN k.was_staler >= 3 * k.was_population THEN 4
         WHEN k.was_staler >= 2 * k.was_population THEN 3 WHEN k.was_staler >= k.was_population THEN 2 ELSE 1 END AS was_r,
    CASE WHEN k.was_frequency >= 6 THEN 5 WHEN k.was_frequency >= 4 THEN 4 ELSE k.was_frequency END AS was_f
  FROM ranked AS k
)
SELECT
  CASE WHEN v.was_frequency = 0 THEN '(baru)' ELSE b.rfm_segment END AS from_segment,
  g.rfm_segment AS to_segment,
  COUNT(*) AS customers,
  COALESCE(SUM(v.revenue_sen), 0) AS revenue_sen
FROM scored AS v
JOIN v_rfm_segments AS g ON g.r = v.r AND g.f = v.f
LEFT JOIN v_rfm_segments AS b ON b.r = v.was_r AND b.f = v.was_f
GROUP BY CASE WHEN v.was_frequency = 0 THEN '(baru)' ELSE b.rfm_segment END, g.rfm_segment
ORDER BY from_segment, to_segment;
