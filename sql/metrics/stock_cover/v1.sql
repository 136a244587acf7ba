/*omni
name = "stock_cover"
version = 1
title = { id = "Ketahanan stok", en = "Stock cover" }
formula = { id = """
Stok = hitungan terbaru per SKU sampai tanggal acuan. Per hari = barang dari pesanan terhitung (tanpa RTS) dalam 28 hari sampai pesanan terbaru ÷ 28 (10000 = satu per hari). Hari tersisa = stok ÷ per hari. Dalam perjalanan pulang = barang pesanan RTS yang belum discan masuk.""", en = """
Stock = the newest count per SKU up to the day counted to. Per day = pieces of counted orders (without returns) of the 28 days up to the newest order ÷ 28 (10000 = one a day). Cover = stock ÷ per day. On the way back = pieces of returned orders that were not scanned in yet.""" }
how_to_read = { id = """
Hari tersisa kosong berarti tidak terjual dalam 28 hari (dead), atau tidak ada pesanan 28 hari terakhir (unknown).""", en = """
An empty cover means nothing sold in 28 days (dead), or no orders of the last 28 days are known (unknown).""" }
seed_ids = ["S0-53", "F-66", "F-79"]
uses = ["as_of_day", "return_parcels"]
grain = ["sku"]
params = ["as_of"]
sources = ["v_stock_snapshots", "v_orders", "v_order_items", "v_return_scans", "v_days"]
needs = []
better = "none"
columns = [
  { name = "sku", kind = "text", id = "SKU", en = "SKU" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "stock", kind = "int", id = "Stok", en = "Stock" },
  { name = "daily_units_bps", kind = "bps", id = "Per hari", en = "Per day" },
  { name = "cover_days", kind = "int", id = "Hari tersisa", en = "Cover days" },
  { name = "on_the_way_back", kind = "int", id = "Dalam perjalanan pulang", en = "On the way back" },
  { name = "as_of_date", kind = "date", id = "Dihitung", en = "Counted on" },
  { name = "units_28", kind = "int", id = "Terjual 28 hari", en = "Sold in 28 days" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
]
*/
WITH newest AS (
  SELECT s.sku, MAX(s.as_of_date) AS as_of_date
  FROM v_stock_snapshots AS s
  WHERE s.as_of_date <= :as_of
  GROUP BY s.sku
),
-- The 28 days end with the newest order: days no file tells of yet are not days without sales.
last_order AS (
  SELECT MAX(o.ordered_day) AS day
  FROM v_orders AS o
  CROSS JOIN as_of_day AS t
  WHERE o.is_test = 0 AND o.ordered_day > t.day - 28 AND o.ordered_day <= t.day
),
sold AS (
  SELECT i.product AS sku, COALESCE(SUM(i.quantity), 0) AS units
  FROM v_orders AS o
  JOIN v_order_items AS i ON i.order_id = o.order_id
  CROSS JOIN last_order AS t
  WHERE o.is_counted = 1 AND o.status <> 'rts' AND o.ordered_day > t.day - 28 AND o.ordered_day <= t.day
  GROUP BY i.product
),
back AS (
  SELECT i.product AS sku, COALESCE(SUM(i.quantity), 0) AS units
  FROM return_parcels AS p
  JOIN v_order_items AS i ON i.order_id = p.order_id
  WHERE p.on_the_way > 0
  GROUP BY i.product
)
SELECT
  s.sku AS sku,
  s.name AS name,
  s.pieces AS stock,
  CASE WHEN w.day IS NOT NULL THEN CAST(ROUND(10000.0 * COALESCE(d.units, 0) / 28) AS INTEGER) END AS daily_units_bps,
  CAST(ROUND(28.0 * s.pieces / NULLIF(d.units, 0)) AS INTEGER) AS cover_days,
  COALESCE(b.units, 0) AS on_the_way_back,
  s.as_of_date AS as_of_date,
  CASE WHEN w.day IS NOT NULL THEN COALESCE(d.units, 0) END AS units_28,
  CASE WHEN s.pieces <= 0 THEN 'out'
       WHEN w.day IS NULL THEN 'unknown'
       WHEN COALESCE(d.units, 0) = 0 THEN 'dead'
       WHEN 28.0 * s.pieces / d.units <= 7 THEN 'low'
       ELSE 'ok' END AS state
FROM newest AS n
CROSS JOIN last_order AS w
JOIN v_stock_snapshots AS s ON s.sku = n.sku AND s.as_of_date = n.as_of_date
LEFT JOIN sold AS d ON d.sku = s.sku
LEFT JOIN back AS b ON b.sku = s.sku
ORDER BY s.sku;
