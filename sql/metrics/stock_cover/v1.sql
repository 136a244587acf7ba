/*omni
name = "stock_cover"
version = 1
title = { id = "Ketahanan stok", en = "Stock cover" }
formula = { id = """
Stok = hitungan terbaru per SKU sampai tanggal acuan. Per hari = barang dari pesanan terhitung (tanpa RTS) dalam 28 hari sampai pesanan terbaru ÷ 28 (10000 = satu per hari). Hari tersisa = stok ÷ per hari. Sisa = stok − yang keluar sesudah hitungan itu (pesanan terhitung, RTS juga) + retur yang sesudah itu discan masuk utuh dan baik; keadaan (habis, hampir habis: ≤ 7 hari) menurut sisa. Dalam perjalanan pulang = barang pesanan RTS yang belum discan masuk. Produk digital (Jenis di daftar produk) tidak pernah habis.""", en = """
Stock = the newest count per SKU up to the day counted to. Per day = pieces of counted orders (without returns) of the 28 days up to the newest order ÷ 28 (10000 = one a day). Cover = stock ÷ per day. Left = stock − what left after that count (counted orders, returned ones too) + returned parcels scanned in whole and good after it; the state (out, nearly out: ≤ 7 days) goes by what is left. On the way back = pieces of returned orders that were not scanned in yet. Digital products (Kind in the list of products) never run out.""" }
how_to_read = { id = """
Hari tersisa kosong berarti tidak terjual dalam 28 hari (dead), atau tidak ada pesanan 28 hari terakhir (unknown).""", en = """
An empty cover means nothing sold in 28 days (dead), or no orders of the last 28 days are known (unknown).""" }
seed_ids = ["S0-53", "F-66", "F-79"]
uses = ["stock_covers"]
grain = ["sku"]
params = ["as_of"]
sources = ["v_stock_snapshots", "v_orders", "v_order_items", "v_return_scans", "v_days", "v_product_costs"]
needs = ["orders"]
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
  { name = "left_pieces", kind = "int", id = "Sisa", en = "Left" },
  { name = "left_days", kind = "int", id = "Sisa (hari)", en = "Left (days)" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
]
*/
SELECT
  s.sku AS sku,
  s.name AS name,
  s.stock AS stock,
  s.daily_units_bps AS daily_units_bps,
  s.cover_days AS cover_days,
  s.on_the_way_back AS on_the_way_back,
  s.as_of_date AS as_of_date,
  s.units_28 AS units_28,
  s.left_pieces AS left_pieces,
  s.left_days AS left_days,
  s.state AS state
FROM stock_covers AS s
ORDER BY s.sku;
