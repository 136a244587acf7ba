/*omni
name = "customer_detail"
version = 1
title = { id = "Perilaku belanja pelanggan", en = "Buying behaviour of customers" }
formula = { id = """
Atas pesanan selesai sampai as-of. Bulan aktif = bulan kalender dari pesanan pertama sampai as-of, keduanya terhitung. Rata-rata per bulan = total ÷ bulan aktif. Frekuensi = pesanan ÷ bulan aktif. Jarak beli = (terakhir − pertama) ÷ (n − 1) hari; kosong di bawah dua pesanan. CLV = total belanja − kerugian pesanan rts yang ditagih sampai as-of (ongkir, biaya retur, biaya lain), dikurangi cashback dan klaim; sebelum ditagih: ongkir di file pesanan, selain marketplace. Rasio loyal = bulan dengan pesanan ÷ bulan aktif. Pembeli tanpa pengenal (anonim) tidak termasuk; pembeli yang hanya dikenal dari nama dan nomor tersamar (probable) termasuk, kecuali `identity.masked = 'exclude'`.""", en = """
Over orders completed by as-of. Active months = calendar months from the first order to as-of, both counted. Average per month = total ÷ active months. Frequency = orders ÷ active months. Gap = (last − first) ÷ (n − 1) days; empty below two orders. CLV = total spent − what returned orders were charged by as-of (shipping, return and other fees), less cashback and claims; before that the shipping of the order file, but of marketplaces. Loyal ratio = months with an order ÷ active months. Buyers with nothing to identify them (anonymous) are left out; buyers known by a masked name and number only (probable) are in, unless `identity.masked = 'exclude'`.""" }
how_to_read = { id = """
CLV adalah nilai yang sudah terjadi, bukan ramalan. Jarak beli median lebih tahan terhadap satu jeda panjang.""", en = """
CLV is what has been realised, no forecast. The median gap is less moved by one long pause.""" }
seed_ids = ["S1-21", "S1-22"]
uses = ["late_orders", "customer_losses"]
grain = ["customer"]
params = ["as_of"]
sources = ["v_orders", "v_customers", "v_customer_facts", "v_customer_keys", "v_days", "v_lines_of_sales", "v_money_steps"]
needs = ["orders"]
better = "up"
columns = [
  { name = "customer", kind = "text", id = "Kunci", en = "Key" },
  { name = "name", kind = "text", personal = true, id = "Pelanggan", en = "Customer" },
  { name = "orders", kind = "int", id = "Jumlah order", en = "Orders" },
  { name = "items", kind = "int", id = "Jumlah item order", en = "Items" },
  { name = "total_sen", kind = "sen", id = "Total belanja", en = "Total spent" },
  { name = "avg_per_month_sen", kind = "sen", id = "Rata-rata transaksi per bulan", en = "Average per month" },
  { name = "orders_per_month_bps", kind = "bps", id = "Frekuensi order per bulan", en = "Orders per month" },
  { name = "last_order_date", kind = "date", id = "Terakhir order", en = "Last order" },
  { name = "gap_days", kind = "int", better = "down", id = "Rasio jarak beli (hari)", en = "Days between purchases" },
  { name = "median_gap_days", kind = "int", better = "down", id = "Jarak beli median", en = "Median gap" },
  { name = "clv_sen", kind = "sen", id = "Customer lifetime value", en = "Customer lifetime value" },
  { name = "aov_sen", kind = "sen", id = "Average order value", en = "Average order value" },
  { name = "loyal_ratio_bps", kind = "bps", id = "Rasio loyal customer", en = "Loyal ratio" },
  { name = "active_months", kind = "int", better = "none", id = "Bulan aktif", en = "Active months" },
]
*/
-- What is stored of a customer stands as it is; of those with something newer than as_of it is added up from their orders.
WITH done AS MATERIALIZED (
  SELECT o.customer_id, o.order_id, o.ordered_day, o.ordered_date, o.quantity, o.delivered_revenue_sen
  FROM late_orders AS o
  WHERE o.is_done = 1
),
late AS MATERIALIZED (
  SELECT
    d.customer_id,
    MIN(d.ordered_date) AS first_date,
    MAX(d.ordered_date) AS last_date,
    MAX(d.ordered_day) - MIN(d.ordered_day) AS days,
    COUNT(DISTINCT SUBSTR(d.ordered_date, 1, 7)) AS months_with,
    COUNT(*) AS orders,
    COALESCE(SUM(d.quantity), 0) AS items,
    COALESCE(SUM(d.delivered_revenue_sen), 0) AS total_sen
  FROM done AS d
  GROUP BY d.customer_id
),
-- Twice the median of the gaps, where there are several: an even number of them has two in the middle.
gaps AS MATERIALIZED (
  SELECT g.customer_id, MIN(g.gap) + MAX(g.gap) AS twice_median
  FROM (
    SELECT
      a.customer_id,
      a.gap,
      ROW_NUMBER() OVER (PARTITION BY a.customer_id ORDER BY a.gap) AS nth,
      COUNT(*) OVER (PARTITION BY a.customer_id) AS gaps
    FROM (
      SELECT
        d.customer_id,
        d.ordered_day - LAG(d.ordered_day) OVER (PARTITION BY d.customer_id ORDER BY d.ordered_day, d.order_id) AS gap
      FROM done AS d
      WHERE d.customer_id IN (SELECT l.customer_id FROM late AS l WHERE l.orders > 2)
    ) AS a
    WHERE a.gap IS NOT NULL
  ) AS g
  WHERE 2 * g.nth >= g.gaps AND 2 * g.nth <= g.gaps + 2
  GROUP BY g.customer_id
),
-- Habits and losses stand in one list: a join could be answered by reading all losses for each customer. Most customers never sent
-- anything back, and need not stand in it.
habits AS (
  SELECT
    f.customer_id, f.done_first_date AS first_date, f.done_last_date AS last_date, f.done_days AS days, f.done_months AS months_with,
    f.completed_orders AS orders, f.items, f.completed_sen AS total_sen, f.twice_median_gap AS twice_median, 0 AS loss_sen
  FROM v_customer_facts AS f
  WHERE NOT (f.latest_date > :as_of) AND f.completed_orders > 0 AND f.rts_orders = 0
  UNION ALL
  SELECT
    u.customer_id, MAX(u.first_date), MAX(u.last_date), MAX(u.days), MAX(u.months_with), MAX(u.orders), MAX(u.items), MAX(u.total_sen),
    MAX(u.twice_median), COALESCE(SUM(u.loss_sen), 0)
  FROM (
    SELECT
      f.customer_id, f.done_first_date AS first_date, f.done_last_date AS last_date, f.done_days AS days, f.done_months AS months_with,
      f.completed_orders AS orders, f.items, f.completed_sen AS total_sen, f.twice_median_gap AS twice_median, 0 AS loss_sen
    FROM v_customer_facts AS f
    WHERE NOT (f.latest_date > :as_of) AND f.completed_orders > 0 AND f.rts_orders > 0
    UNION ALL
    SELECT
      l.customer_id, l.first_date, l.last_date, l.days, l.months_with, l.orders, l.items, l.total_sen,
      CASE WHEN l.orders = 2 THEN 2 * l.days ELSE g.twice_median END, 0
    FROM late AS l
    LEFT JOIN gaps AS g ON g.customer_id = l.customer_id
    UNION ALL
    SELECT x.customer_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, x.loss_sen FROM customer_losses AS x
  ) AS u
  GROUP BY u.customer_id
  HAVING MAX(u.orders) > 0
),
spans AS (
  SELECT
    h.customer_id, h.last_date, h.days, h.months_with, h.orders, h.items, h.total_sen, h.twice_median, h.loss_sen,
    12 * (CAST(SUBSTR(:as_of, 1, 4) AS INTEGER) - CAST(SUBSTR(h.first_date, 1, 4) AS INTEGER))
      + CAST(SUBSTR(:as_of, 6, 2) AS INTEGER) - CAST(SUBSTR(h.first_date, 6, 2) AS INTEGER) + 1 AS active_months
  FROM habits AS h
)
SELECT
  (SELECT MIN(y.key) FROM v_customer_keys AS y WHERE y.customer_id = p.customer_id) AS customer,
  c.name AS name,
  p.orders AS orders,
  p.items AS items,
  p.total_sen AS total_sen,
  CAST(ROUND(1.0 * p.total_sen / p.active_months) AS INTEGER) AS avg_per_month_sen,
  CAST(ROUND(10000.0 * p.orders / p.active_months) AS INTEGER) AS orders_per_month_bps,
  p.last_date AS last_order_date,
  CAST(ROUND(1.0 * p.days / NULLIF(p.orders - 1, 0)) AS INTEGER) AS gap_days,
  CAST(ROUND(1.0 * p.twice_median / 2) AS INTEGER) AS median_gap_days,
  p.total_sen - p.loss_sen AS clv_sen,
  CAST(ROUND(1.0 * p.total_sen / p.orders) AS INTEGER) AS aov_sen,
  CAST(ROUND(10000.0 * p.months_with / p.active_months) AS INTEGER) AS loyal_ratio_bps,
  p.active_months AS active_months
FROM spans AS p
JOIN v_customers AS c ON c.customer_id = p.customer_id
WHERE c.confidence <> 'anonymous'
ORDER BY customer;
