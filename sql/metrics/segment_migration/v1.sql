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
sums AS MATERIALIZED (
  SELECT t.customer_id, t.frequency, t.was_frequency, t.last_day, t.was_last_day, t.revenue_sen
  FROM told AS t
  JOIN v_customers AS c ON c.customer_id = t.customer_id
  WHERE c.confidence <> 'anonymous'
),
-- How many of all, and of those who had bought by the beginning, are strictly worse than each day: counted day by day, for ranking
-- every buyer takes two sorts of all of them.
ranked AS (
  SELECT
    u.was, u.day, COALESCE(SUM(u.buyers) OVER (PARTITION BY u.was ORDER BY u.day), 0) - u.buyers AS worse,
    COALESCE(SUM(u.buyers) OVER (PARTITION BY u.was), 0) AS population
  FROM (
    SELECT 0 AS was, s.last_day AS day, COUNT(*) AS buyers FROM sums AS s GROUP BY s.last_day
    UNION ALL
    SELECT 1, s.was_last_day, COUNT(*) FROM sums AS s WHERE s.was_frequency > 0 GROUP BY s.was_last_day
  ) AS u
),
-- The least day of which a fifth, two, three, four fifths are strictly worse: the scores 2 to 5 of R begin there.
fifths AS MATERIALIZED (
  SELECT
    MIN(CASE WHEN k.was = 0 AND 5 * k.worse >= k.population THEN k.day END) AS r2,
    MIN(CASE WHEN k.was = 0 AND 5 * k.worse >= 2 * k.population THEN k.day END) AS r3,
    MIN(CASE WHEN k.was = 0 AND 5 * k.worse >= 3 * k.population THEN k.day END) AS r4,
    MIN(CASE WHEN k.was = 0 AND 5 * k.worse >= 4 * k.population THEN k.day END) AS r5,
    MIN(CASE WHEN k.was = 1 AND 5 * k.worse >= k.population THEN k.day END) AS was_r2,
    MIN(CASE WHEN k.was = 1 AND 5 * k.worse >= 2 * k.population THEN k.day END) AS was_r3,
    MIN(CASE WHEN k.was = 1 AND 5 * k.worse >= 3 * k.population THEN k.day END) AS was_r4,
    MIN(CASE WHEN k.was = 1 AND 5 * k.worse >= 4 * k.population THEN k.day END) AS was_r5
  FROM ranked AS k
),
-- Customers of the same scores together: their segments are looked up once.
scored AS (
  SELECT v.is_new, v.was_r, v.was_f, v.r, v.f, COUNT(*) AS customers, COALESCE(SUM(v.revenue_sen), 0) AS revenue_sen
  FROM (
    SELECT
      s.revenue_sen,
      CASE WHEN s.was_frequency = 0 THEN 1 ELSE 0 END AS is_new,
      CASE WHEN s.last_day >= w.r5 THEN 5 WHEN s.last_day >= w.r4 THEN 4
           WHEN s.last_day >= w.r3 THEN 3 WHEN s.last_day >= w.r2 THEN 2 ELSE 1 END AS r,
      CASE WHEN s.frequency >= 6 THEN 5 WHEN s.frequency >= 4 THEN 4 ELSE s.frequency END AS f,
      CASE WHEN s.was_last_day >= w.was_r5 THEN 5 WHEN s.was_last_day >= w.was_r4 THEN 4
           WHEN s.was_last_day >= w.was_r3 THEN 3 WHEN s.was_last_day >= w.was_r2 THEN 2 ELSE 1 END AS was_r,
      CASE WHEN s.was_frequency >= 6 THEN 5 WHEN s.was_frequency >= 4 THEN 4 ELSE s.was_frequency END AS was_f
    FROM sums AS s
    CROSS JOIN fifths AS w
  ) AS v
  GROUP BY v.is_new, v.was_r, v.was_f, v.r, v.f
)
SELECT
  CASE WHEN v.is_new = 1 THEN '(baru)' ELSE b.rfm_segment END AS from_segment,
  g.rfm_segment AS to_segment,
  COALESCE(SUM(v.customers), 0) AS customers,
  COALESCE(SUM(v.revenue_sen), 0) AS revenue_sen
FROM scored AS v
JOIN v_rfm_segments AS g ON g.r = v.r AND g.f = v.f
LEFT JOIN v_rfm_segments AS b ON b.r = v.was_r AND b.f = v.was_f
GROUP BY CASE WHEN v.is_new = 1 THEN '(baru)' ELSE b.rfm_segment END, g.rfm_segment
ORDER BY from_segment, to_segment;
