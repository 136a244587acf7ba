/*omni
name = "return_parcels_by_state"
version = 1
title = { id = "Retur menurut keadaan", en = "Returns by state" }
formula = { id = """
Barang dan nilai pesanan RTS sampai tanggal acuan: dalam perjalanan sampai paketnya discan masuk, lalu diterima; yang tidak ada di dalam paket dihapuskan. Jumlah ketiganya selalu seluruh retur.""", en = """
Pieces and value of returned orders up to the day counted to: on the way until the parcel is scanned in, then received; what the parcel does not hold is written off. The three always add up to all returns.""" }
how_to_read = { id = """
Yang lama dalam perjalanan adalah barang yang tidak pernah pulang.""", en = """
What is on the way for long never came home.""" }
seed_ids = ["F-79"]
uses = ["return_parcels"]
grain = ["state"]
params = ["as_of"]
sources = ["v_orders", "v_return_scans"]
needs = ["orders"]
better = "none"
columns = [
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "parcels", kind = "int", id = "Paket", en = "Parcels" },
  { name = "pieces", kind = "int", id = "Barang", en = "Pieces" },
  { name = "value_sen", kind = "sen", id = "Nilai", en = "Value" },
]
*/
WITH shares AS (
  SELECT
    r.order_id,
    r.state AS parcel_state,
    r.on_the_way,
    r.received,
    r.written_off,
    r.value_sen,
    CAST(ROUND(1.0 * r.value_sen * r.received / r.pieces) AS INTEGER) AS received_sen
  FROM return_parcels AS r
),
states AS (
  SELECT 'on_the_way' AS state, s.parcel_state, s.on_the_way AS pieces,
         CASE WHEN s.on_the_way > 0 THEN s.value_sen ELSE 0 END AS value_sen
  FROM shares AS s
  UNION ALL
  SELECT 'received' AS state, s.parcel_state, s.received AS pieces,
         CASE WHEN s.on_the_way > 0 THEN 0 ELSE s.received_sen END AS value_sen
  FROM shares AS s
  UNION ALL
  SELECT 'written_off' AS state, s.parcel_state, s.written_off AS pieces,
         CASE WHEN s.on_the_way > 0 THEN 0 ELSE s.value_sen - s.received_sen END AS value_sen
  FROM shares AS s
)
SELECT
  t.state AS state,
  COALESCE(SUM(CASE WHEN t.parcel_state = t.state THEN 1 ELSE 0 END), 0) AS parcels,
  COALESCE(SUM(t.pieces), 0) AS pieces,
  COALESCE(SUM(t.value_sen), 0) AS value_sen
FROM states AS t
GROUP BY t.state
ORDER BY t.state;
