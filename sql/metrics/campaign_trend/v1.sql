/*omni
name = "campaign_trend"
version = 1
title = { id = "Tren campaign", en = "Campaign trend" }
formula = { id = """
GMV, pesanan dan barang toko dan tiap produk, per jam bila campaign paling lama dua hari, kalau tidak per hari. Jam atau hari tanpa penjualan produk itu tidak tampil. Pesanan tanpa jam hanya ada di tren per hari.""", en = """
GMV, orders and items of the store and of each product, by the hour in a campaign of at most two days, else by the day. Hours or days without a sale of a product are left out. Orders without a time are in a trend by the day only.""" }
how_to_read = { id = """
Pilih produk dengan --product dan angka dengan --metrics di `omni campaign show`.""", en = """
Choose products by --product and figures by --metrics in `omni campaign show`.""" }
seed_ids = ["S2-07", "S2-14", "S2-15", "S2-18"]
uses = ["campaign_lines"]
grain = ["campaign", "moment", "scope", "thing"]
params = ["from_date", "to_date", "as_of", "channel"]
sources = ["v_campaigns", "v_orders", "v_order_items", "v_days"]
needs = ["orders"]
better = "up"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "moment", kind = "text", id = "Waktu", en = "Time" },
  { name = "scope", kind = "text", id = "Tentang", en = "About" },
  { name = "thing", kind = "text", id = "Produk", en = "Product" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
]
*/
WITH lines AS (
  SELECT
    l.campaign, l.order_id, l.product, l.name, l.gmv_sen, l.items,
    CASE WHEN c.to_day - c.from_day > 1 THEN l.ordered_date
         ELSE l.ordered_date || ' ' || SUBSTR('0' || CAST(CAST(1.0 * l.minute / 60 AS INTEGER) AS TEXT), -2) || ':00' END AS moment
  FROM campaign_lines AS l
  JOIN campaign_scope AS c ON c.campaign = l.campaign
  WHERE l.part = 'own' AND (c.to_day - c.from_day > 1 OR l.minute IS NOT NULL)
),
things AS (
  SELECT
    s.campaign, s.moment, 'store' AS scope, NULL AS thing, NULL AS name,
    COALESCE(SUM(s.gmv_sen), 0) AS gmv_sen, COUNT(DISTINCT s.order_id) AS orders, COALESCE(SUM(s.items), 0) AS items
  FROM lines AS s
  GROUP BY s.campaign, s.moment
  UNION ALL
  SELECT
    p.campaign, p.moment, 'product' AS scope, p.product AS thing, MIN(p.name) AS name,
    COALESCE(SUM(p.gmv_sen), 0) AS gmv_sen, COUNT(DISTINCT p.order_id) AS orders, COALESCE(SUM(p.items), 0) AS items
  FROM lines AS p
  GROUP BY p.campaign, p.moment, p.product
)
SELECT
  t.campaign AS campaign,
  t.moment AS moment,
  t.scope AS scope,
  t.thing AS thing,
  t.name AS name,
  t.gmv_sen AS gmv_sen,
  t.orders AS orders,
  t.items AS items
FROM things AS t
ORDER BY campaign, scope DESC, moment, thing;
