/*omni
name = "harvest_months"
version = 1
title = { id = "Panen per bulan", en = "Harvests by month" }
formula = { id = """
Berat, nilai, dan berat menurut tipe per bulan, tanpa rencana. Harga per kg = nilai ÷ berat panen yang bernilai; kosong bila tidak ada yang bernilai. Tren = harga dibanding bulan berharga sebelumnya.""", en = """
Weight, value, and weight by type of each month, plans left out. Price per kg = value ÷ weight of the harvests that have a value; empty where none has. Trend = the price against the last month before that has one.""" }
how_to_read = { id = """
Harga yang turun sementara campuran tipenya sama berarti pasarnya turun; kalau campurannya berubah, lihat tipenya dulu.""", en = """
A price that falls while the mix of types stays is the market; where the mix changed, look at the types first.""" }
seed_ids = ["S0-52", "F-65"]
grain = ["month"]
params = ["from_date", "to_date"]
sources = ["v_rbw_harvests"]
needs = []
better = "up"
columns = [
  { name = "month", kind = "text", id = "Bulan", en = "Month" },
  { name = "harvests", kind = "int", id = "Panen", en = "Harvests" },
  { name = "weight_g", kind = "int", id = "Berat (gram)", en = "Weight (gram)" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "price_per_kg_sen", kind = "sen", id = "Harga per kg", en = "Price per kg", ratio = true },
  { name = "price_trend_bps", kind = "bps", id = "Tren harga", en = "Price trend" },
  { name = "rampasan_g", kind = "int", better = "none", id = "Rampasan (gram)", en = "Rampasan (gram)" },
  { name = "buang_telur_g", kind = "int", better = "none", id = "Buang telur (gram)", en = "Buang telur (gram)" },
  { name = "selektif_g", kind = "int", better = "none", id = "Selektif (gram)", en = "Selektif (gram)" },
  { name = "other_g", kind = "int", better = "none", id = "Lainnya (gram)", en = "Other (gram)" },
]
*/
WITH months AS (
  SELECT
    SUBSTR(h.harvest_date, 1, 7) AS month,
    COUNT(*) AS harvests,
    COALESCE(SUM(h.weight_gram), 0) AS weight_g,
    COUNT(h.value_sen) AS valued,
    COALESCE(SUM(h.value_sen), 0) AS value_sen,
    COALESCE(SUM(CASE WHEN h.value_sen IS NOT NULL THEN h.weight_gram END), 0) AS valued_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'rampasan' THEN h.weight_gram END), 0) AS rampasan_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'buang_telur' THEN h.weight_gram END), 0) AS buang_telur_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'selektif' THEN h.weight_gram END), 0) AS selektif_g,
    COALESCE(SUM(CASE WHEN h.harvest_type = 'other' THEN h.weight_gram END), 0) AS other_g
  FROM v_rbw_harvests AS h
  WHERE h.harvest_date >= :from_date AND h.harvest_date < :to_date AND COALESCE(h.status, 'done') <> 'planned'
  GROUP BY SUBSTR(h.harvest_date, 1, 7)
),
priced AS (
  SELECT m.month, 1000.0 * m.value_sen / m.valued_g AS price,
         LAG(1000.0 * m.value_sen / m.valued_g) OVER (ORDER BY m.month) AS before
  FROM months AS m
  WHERE m.valued > 0 AND m.valued_g > 0
)
SELECT
  m.month AS month,
  m.harvests AS harvests,
  m.weight_g AS weight_g,
  CASE WHEN m.valued > 0 THEN m.value_sen END AS value_sen,
  CAST(ROUND(p.price) AS INTEGER) AS price_per_kg_sen,
  CAST(ROUND(10000.0 * (p.price - p.before) / NULLIF(p.before, 0)) AS INTEGER) AS price_trend_bps,
  m.rampasan_g AS rampasan_g,
  m.buang_telur_g AS buang_telur_g,
  m.selektif_g AS selektif_g,
  m.other_g AS other_g
FROM months AS m
LEFT JOIN priced AS p ON p.month = m.month
ORDER BY month;
