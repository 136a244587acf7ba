/*omni
name = "harvests"
version = 1
title = { id = "Panen", en = "Harvests" }
formula = { id = """
Setiap panen dalam periode. Harga per kg = nilai ÷ berat; kosong bila nilai atau berat tidak ada. Lokasi dari catatan panen, kalau kosong dari daftar RBW.""", en = """
Every harvest of the period. Price per kg = value ÷ weight; empty where either is missing. The location is the harvest's own, else that of the list of houses.""" }
how_to_read = { id = """
Panen berstatus planned baru rencana dan belum punya hasil.""", en = """
A harvest with the status planned is a plan and has no yield yet.""" }
seed_ids = ["S0-52", "F-65"]
grain = ["harvest_date", "rbw_no", "harvest_type", "seq"]
params = ["from_date", "to_date"]
sources = ["v_rbw_harvests", "v_rbw"]
needs = []
better = "none"
columns = [
  { name = "harvest_date", kind = "date", id = "Tanggal", en = "Date" },
  { name = "rbw_no", kind = "text", id = "RBW ID", en = "RBW ID" },
  { name = "location", kind = "text", id = "Lokasi", en = "Location" },
  { name = "harvest_type", kind = "text", id = "Tipe panen", en = "Harvest type" },
  { name = "status", kind = "text", id = "Status", en = "Status" },
  { name = "weight_g", kind = "int", id = "Berat (gram)", en = "Weight (gram)" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
  { name = "price_per_kg_sen", kind = "sen", id = "Harga per kg", en = "Price per kg", ratio = true },
  { name = "month", kind = "text", id = "Bulan", en = "Month" },
  { name = "seq", kind = "text", id = "Urutan", en = "No" },
]
*/
SELECT
  h.harvest_date AS harvest_date,
  h.rbw_no AS rbw_no,
  COALESCE(h.location, r.location) AS location,
  h.harvest_type AS harvest_type,
  COALESCE(h.status, 'done') AS status,
  h.weight_gram AS weight_g,
  h.value_sen AS value_sen,
  CAST(ROUND(1000.0 * h.value_sen / NULLIF(h.weight_gram, 0)) AS INTEGER) AS price_per_kg_sen,
  SUBSTR(h.harvest_date, 1, 7) AS month,
  h.seq AS seq
FROM v_rbw_harvests AS h
LEFT JOIN v_rbw AS r ON r.rbw_no = h.rbw_no
WHERE h.harvest_date >= :from_date AND h.harvest_date < :to_date
ORDER BY h.harvest_date, h.rbw_no, h.harvest_type, h.seq;
