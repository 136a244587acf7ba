/*omni
name = "rbw_list"
version = 1
title = { id = "Daftar rumah walet", en = "Swiftlet houses" }
formula = { id = """
Setiap rumah walet dari daftar RBW. Panen terakhir = yang terbaru dari daftar dan catatan panen (bukan rencana) sampai tanggal acuan. Jarak = rata-rata hari antarpanen; panen berikutnya = panen terakhir + jarak, atau + periode bila baru sekali dipanen. Hasil per m2 = berat semua panen ÷ luas.""", en = """
Every swiftlet house of the list. Last harvest = the newest of the list and the harvests (planned ones left out) up to the day counted to. Interval = mean days between harvests; next harvest = last harvest + interval, or + period where there was only one. Yield per m2 = weight of all harvests ÷ area.""" }
how_to_read = { id = """
Rumah walet yang panen berikutnya sudah lewat perlu dikunjungi.""", en = """
A house whose next harvest has passed needs a visit.""" }
seed_ids = ["S0-51", "F-65"]
grain = ["rbw"]
params = ["as_of"]
sources = ["v_rbw", "v_rbw_harvests", "v_customer_keys", "v_customers", "v_days"]
needs = []
better = "none"
columns = [
  { name = "rbw", kind = "text", id = "RBW", en = "RBW" },
  { name = "building", kind = "text", id = "Building", en = "Building" },
  { name = "owner", kind = "text", id = "Owner", en = "Owner" },
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
]
*/
WITH taken AS (
  SELECT
    h.rbw_no,
    COUNT(DISTINCT h.harvest_day) AS days,
    COUNT(h.harvest_day) AS harvests,
    COALESCE(SUM(h.weight_gram), 0) AS weight_g,
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
    CAST(ROUND(1.0 * (t.last_day - t.first_day) / NULLIF(t.days - 1, 0)) AS INTEGER) AS interval_days
  FROM v_rbw AS r
  LEFT JOIN taken AS t ON t.rbw_no = r.rbw_no
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
  n.date AS next_harvest_date
FROM v_rbw AS r
JOIN houses AS h ON h.rbw_no = r.rbw_no
LEFT JOIN v_days AS d ON d.day = h.last_day
LEFT JOIN v_days AS n ON n.day = h.last_day + COALESCE(h.interval_days, r.period_days)
LEFT JOIN v_customer_keys AS k ON k.key = 'phone:' || r.owner_phone
LEFT JOIN v_customers AS c ON c.customer_id = k.customer_id
ORDER BY rbw;
