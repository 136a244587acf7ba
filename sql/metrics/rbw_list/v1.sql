/*omni
name = "rbw_list"
version = 1
title = { id = "Daftar rumah walet", en = "Swiftlet houses" }
formula = { id = """
Setiap rumah walet dari daftar RBW. Panen terakhir = yang terbaru dari daftar dan catatan panen (bukan rencana) sampai tanggal acuan. Jarak = rata-rata hari antarpanen; panen berikutnya = panen terakhir + jarak, atau + periode bila baru sekali dipanen; waktunya lewat, dalam 14 hari, atau nanti. Hasil per m2 = berat semua panen ÷ luas. Harga per kg = nilai ÷ berat panen yang bernilai. Belanja pemilik = pendapatan bersih pesanan terhitung pelanggan yang nomor HP-nya sama; pemilik beberapa rumah tampil di tiap rumahnya.""", en = """
Every swiftlet house of the list. Last harvest = the newest of the list and the harvests (planned ones left out) up to the day counted to. Interval = mean days between harvests; next harvest = last harvest + interval, or + period where there was only one; it is overdue, within 14 days, or later. Yield per m2 = weight of all harvests ÷ area. Price per kg = value ÷ weight of the harvests that have a value. Owner's purchases = net revenue of the counted orders of the customer with the same phone; who owns several houses is shown with each.""" }
how_to_read = { id = """
Rumah walet yang panen berikutnya sudah lewat perlu dikunjungi.""", en = """
A house whose next harvest has passed needs a visit.""" }
seed_ids = ["S0-51", "F-65"]
uses = ["as_of_day"]
grain = ["rbw"]
params = ["as_of"]
sources = ["v_rbw", "v_rbw_harvests", "v_customer_keys", "v_customers", "v_days", "v_orders"]
needs = ["orders"]
better = "none"
columns = [
  { name = "rbw", kind = "text", id = "RBW", en = "RBW" },
  { name = "building", kind = "text", id = "Building", en = "Building" },
  { name = "owner", kind = "text", personal = true, id = "Owner", en = "Owner" },
  { name = "customer", kind = "text", id = "Pelanggan", en = "Customer" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "location", kind = "text", id = "Lokasi", en = "Location" },
  { name = "area_m2", kind = "int", id = "Luas (m2)", en = "Area (m2)" },
  { name = "height_m", kind = "text", id = "Tinggi (m)", en = "Height (m)" },
  { name = "last_harvest_date", kind = "date", id = "Panen terakhir", en = "Last harvest" },
  { name = "period_days", kind = "int", id = "Periode (hari)", en = "Period (days)" },
  { name = "spec", kind = "text", id = "Spec", en = "Spec" },
  { name = "registered_date", kind = "date", id = "Registrasi", en = "Registered" },
  { name = "harvests", kind = "int", id = "Panen", en = "Harvests" },
  { name = "weight_g", kind = "int", id = "Berat (gram)", en = "Weight (gram)" },
  { name = "yield_g_per_m2", kind = "int", id = "Hasil (g/m2)", en = "Yield (g/m2)" },
  { name = "interval_days", kind = "int", id = "Jarak (hari)", en = "Interval (days)" },
  { name = "next_harvest_date", kind = "date", id = "Panen berikutnya", en = "Next harvest" },
  { name = "next_state", kind = "text", id = "Waktu panen", en = "Harvest due" },
  { name = "value_sen", kind = "sen", id = "Nilai panen", en = "Value of harvests" },
  { name = "price_per_kg_sen", kind = "sen", id = "Harga per kg", en = "Price per kg", ratio = true },
  { name = "rampasan_g", kind = "int", id = "Rampasan (gram)", en = "Rampasan (gram)" },
  { name = "buang_telur_g", kind = "int", id = "Buang telur (gram)", en = "Buang telur (gram)" },
  { name = "selektif_g", kind = "int", id = "Selektif (gram)", en = "Selektif (gram)" },
  { name = "other_g", kind = "int", id = "Lainnya (gram)", en = "Other (gram)" },
  { name = "orders", kind = "int", id = "Pesanan pemilik", en = "Owner's orders" },
  { name = "purchases_sen", kind = "sen", id = "Belanja pemilik", en = "Owner's purchases" },
  { name = "purchase_share_bps", kind = "bps", id = "Belanja ÷ nilai panen", en = "Purchases ÷ value of harvests" },
]
*/
WITH taken AS (
  SELECT
    h.rbw_no,
    COUNT(DISTINCT h.harvest_day) AS days,
    COUNT(h.harvest_day) AS harvests,
    COALESCE(SUM(h.weight_gram), 0) AS weight_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'rampasan' THEN h.weight_gram END), 0) AS rampasan_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'buang_telur' THEN h.weight_gram END), 0) AS buang_telur_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'selektif' THEN h.weight_gram END), 0) AS selektif_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'other' THEN h.weight_gram END), 0) AS other_g,
    COUNT(h.value_sen) AS valued,
    COALESCE(SUM(h.value_sen), 0) AS value_sen,
    COALESCE(SUM(CASE WHEN h.value_sen IS NOT NULL THEN h.weight_gram END), 0) AS valued_g,
    MIN(h.harvest_day) AS first_day,
    MAX(h.harvest_day) AS last_day
  FROM v_rbw_harvests AS h
  WHERE h.harvest_date <= :as_of AND COALESCE(h.status, 'done') <> 'planned'
  GROUP BY h.rbw_no
),
houses AS (
  SELECT
    r.rbw_no,
    CASE WHEN COALESCE(t.last_day, 0) > COALESCE(r.last_harvest_day, 0) THEN t.last_day ELSE r.last_harvest_day END AS last_day,
    COALESCE(t.harvests, 0) AS harvests,
    COALESCE(t.weight_g, 0) AS weight_g,
    COALESCE(t.rampasan_g, 0) AS rampasan_g,
    COALESCE(t.buang_telur_g, 0) AS buang_telur_g,
    COALESCE(t.selektif_g, 0) AS selektif_g,
    COALESCE(t.other_g, 0) AS other_g,
    CASE WHEN t.valued > 0 THEN t.value_sen END AS value_sen,
    t.valued_g,
    CAST(ROUND(1.0 * (t.last_day - t.first_day) / NULLIF(t.days - 1, 0)) AS INTEGER) AS interval_days
  FROM v_rbw AS r
  LEFT JOIN taken AS t ON t.rbw_no = r.rbw_no
),
bought AS (
  SELECT o.customer_id, COUNT(*) AS orders, COALESCE(SUM(o.net_revenue_sen), 0) AS purchases_sen
  FROM v_orders AS o
  WHERE o.is_counted = 1 AND o.ordered_date <= :as_of
    AND EXISTS (SELECT 1 FROM v_rbw AS w JOIN v_customer_keys AS y ON y.key = 'phone:' || w.owner_phone
                 WHERE y.customer_id = o.customer_id)
  GROUP BY o.customer_id
)
SELECT
  r.rbw_no AS rbw,
  r.building AS building,
  r.owner AS owner,
  c.name AS customer,
  r.status AS status,
  r.location AS location,
  r.area_m2 AS area_m2,
  r.height_m AS height_m,
  d.date AS last_harvest_date,
  r.period_days AS period_days,
  r.spec AS spec,
  r.registered_date AS registered_date,
  h.harvests AS harvests,
  h.weight_g AS weight_g,
  CASE WHEN h.harvests > 0 THEN CAST(ROUND(1.0 * h.weight_g / NULLIF(r.area_m2, 0)) AS INTEGER) END AS yield_g_per_m2,
  h.interval_days AS interval_days,
  n.date AS next_harvest_date,
  CASE WHEN n.day < a.day THEN 'overdue' WHEN n.day <= a.day + 14 THEN 'soon' WHEN n.day IS NOT NULL THEN 'later' END AS next_state,
  h.value_sen AS value_sen,
  CAST(ROUND(1000.0 * h.value_sen / NULLIF(h.valued_g, 0)) AS INTEGER) AS price_per_kg_sen,
  h.rampasan_g AS rampasan_g,
  h.buang_telur_g AS buang_telur_g,
  h.selektif_g AS selektif_g,
  h.other_g AS other_g,
  CASE WHEN c.customer_id IS NOT NULL THEN COALESCE(b.orders, 0) END AS orders,
  CASE WHEN c.customer_id IS NOT NULL THEN COALESCE(b.purchases_sen, 0) END AS purchases_sen,
  CASE WHEN c.customer_id IS NOT NULL
       THEN CAST(ROUND(10000.0 * COALESCE(b.purchases_sen, 0) / NULLIF(h.value_sen, 0)) AS INTEGER) END AS purchase_share_bps
FROM v_rbw AS r
CROSS JOIN as_of_day AS a
JOIN houses AS h ON h.rbw_no = r.rbw_no
LEFT JOIN v_days AS d ON d.day = h.last_day
LEFT JOIN v_days AS n ON n.day = h.last_day + COALESCE(h.interval_days, r.period_days)
LEFT JOIN v_customer_keys AS k ON k.key = 'phone:' || r.owner_phone
LEFT JOIN v_customers AS c ON c.customer_id = k.customer_id
LEFT JOIN bought AS b ON b.customer_id = c.customer_id
ORDER BY rbw;
