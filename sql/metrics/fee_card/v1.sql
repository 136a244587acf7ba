/*omni
name = "fee_card"
version = 1
title = { id = "Kartu tarif", en = "Rate card" }
formula = { id = """
Tarif tiap biaya menurut nama di file platform, dengan riwayatnya: persen dari barang atau rupiah per pesanan, dengan batas tertinggi bila \
terlihat. Dipelajari sampai Rp1 dari pencairan pesanan periode ini: tarif yang membuat biaya sebagian besar pesanan pada hari-hari itu. \
"*" = semua produk; produk punya baris sendiri bila 3 pesanannya membayar lain. Tarif baru berlaku sejak hari pesan yang paling sedikit \
salahnya. Terjelaskan = bagian pesanan yang membayar tepat itu. Tanpa komisi afiliasi. fees = file tidak merinci biayanya. \
config = dari [fees] di omni.toml.""", en = """
The rate of each charge by its name in the platform"s file, with its history: percent of the items or rupiah per order, and the most that is \
taken where it shows. Learned to Rp1 from the settlements of the period"s orders: the rate that makes the charge of most orders of those \
days. "*" = all products; a product has a row of its own where 3 of its orders paid another. A new rate holds from the day of ordering that \
leaves the fewest wrong. Explained = the share of orders that paid just that. Without affiliates" commission. fees = the file names no \
parts. config = by [fees] in omni.toml.""" }
how_to_read = { id = """
Satu perubahan tarif = satu baris baru. Bandingkan dengan pengumuman platform.""", en = """
One change of a rate is one new row. Compare it with the platform"s announcement.""" }
seed_ids = ["S0-61", "F-71"]
uses = ["charge_rules", "charges_explained"]
grain = ["platform", "kind", "product", "from_date", "source"]
params = ["from_date", "to_date", "as_of"]
sources = ["v_charged_lines", "v_charges", "v_order_items", "v_fee_terms"]
needs = ["orders", "settlements"]
better = "none"
columns = [
  { name = "platform", kind = "text", id = "Platform", en = "Platform" },
  { name = "kind", kind = "text", id = "Jenis biaya", en = "Kind of fee" },
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "from_date", kind = "date", id = "Sejak", en = "From" },
  { name = "rate_bps", kind = "bps", better = "down", id = "Tarif", en = "Rate" },
  { name = "flat_sen", kind = "sen", better = "down", id = "Per pesanan", en = "Per order" },
  { name = "cap_sen", kind = "sen", id = "Paling banyak", en = "At most" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "explained_bps", kind = "bps", better = "up", id = "Terjelaskan", en = "Explained" },
  { name = "previous_rate_bps", kind = "bps", id = "Tarif sebelumnya", en = "Rate before" },
  { name = "change_bps", kind = "bps", better = "down", id = "Perubahan", en = "Change" },
  { name = "source", kind = "text", id = "Asal", en = "Source" },
]
*/

WITH held AS (
  SELECT
    r.platform, r.charge, r.product, r.from_day, r.from_date, r.rate_bps, r.flat_sen, r.cap_sen,
    COUNT(e.order_id) AS orders, COALESCE(SUM(e.is_explained), 0) AS agreeing
  FROM charge_rules AS r
  LEFT JOIN charges_explained AS e
    ON e.platform = r.platform AND e.charge = r.charge
   AND CASE WHEN e.own_from_day IS NOT NULL AND e.product <> '' THEN e.product ELSE '*' END = r.product
   AND CASE WHEN e.own_from_day IS NOT NULL AND e.product <> '' THEN e.own_from_day ELSE e.from_day END = r.from_day
  GROUP BY r.platform, r.charge, r.product, r.from_day, r.from_date, r.rate_bps, r.flat_sen, r.cap_sen
)
SELECT
  u.platform AS platform, u.kind AS kind, u.product AS product, u.from_date AS from_date, u.rate_bps AS rate_bps, u.flat_sen AS flat_sen,
  u.cap_sen AS cap_sen, u.orders AS orders, u.explained_bps AS explained_bps, u.previous_rate_bps AS previous_rate_bps,
  u.rate_bps - u.previous_rate_bps AS change_bps, u.source AS source
FROM (
  SELECT
    h.platform, h.charge AS kind, h.product, h.from_date, h.rate_bps, h.flat_sen, h.cap_sen, h.orders,
    CAST(ROUND(10000.0 * h.agreeing / NULLIF(h.orders, 0)) AS INTEGER) AS explained_bps,
    LAG(h.rate_bps) OVER (PARTITION BY h.platform, h.charge, h.product ORDER BY h.from_day) AS previous_rate_bps,
    'learned' AS source
  FROM held AS h
  UNION ALL
  SELECT
    t.platform, 'fees', '*', t.from_date, t.rate_bps, t.flat_sen, NULL, NULL, NULL,
    LAG(t.rate_bps) OVER (PARTITION BY t.platform ORDER BY t.from_date), 'config'
  FROM v_fee_terms AS t
) AS u
ORDER BY u.platform, u.kind, u.product, u.source, u.from_date;
