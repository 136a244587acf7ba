/*omni
name = "campaign_products"
version = 1
title = { id = "Produk campaign", en = "Campaign products" }
formula = { id = """
GMV per produk di hari campaign, dan bagiannya dari GMV toko. Produk yang biasanya laku ikut tampil walau tidak terjual. Biasanya = barang per hari biasa (56 hari sebelumnya, bukan hari \
campaign) × hari campaign. Stok = hitungan terakhir; sisa = stok − yang keluar sesudah hitungan itu + retur yang discan masuk baik; hari tersisa = stok ÷ rata-rata 28 hari. \
Tindakan: tambah stok bila sisa habis atau hari tersisa di bawah 7; iklankan bila masuk lima terlaris dan stoknya cukup (atau tidak dihitung), atau \
bila campaign selesai dan terjual kurang dari biasanya padahal stok ada.""", en = """
GMV of each product on the days of the campaign, and its share of the store's GMV. Products that usually sell are shown even if none was sold. Usual = pieces an ordinary day (of the 56 before, of no \
campaign) × days of the campaign. Stock = the newest count; left = stock − what left after that count + returns scanned in as good; cover = stock ÷ 28-day mean. \
Action: restock where nothing is left or cover is below 7 days; advertise the five best sellers that have stock (or no count), and \
what sold less than usual in a campaign that is over although there is stock.""" }
how_to_read = { id = """
Terlaris yang hampir habis lebih dulu: setiap jam tanpa stok adalah penjualan yang hilang.""", en = """
Best sellers that are nearly out first: every hour without stock is sales lost.""" }
seed_ids = ["S2-12", "S2-13", "S2-16", "S2-17", "S2-21"]
uses = ["campaign_lines", "campaign_days", "campaign_known", "stock_sold"]
grain = ["campaign", "product"]
params = ["from_date", "to_date", "as_of", "channel"]
sources = ["v_file_days", "v_campaigns", "v_orders", "v_order_items", "v_days", "v_seasons", "v_covered", "v_imports", "v_stock_snapshots", "v_product_costs", "v_return_scans"]
needs = ["orders"]
better = "up"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "product", kind = "text", id = "Produk", en = "Product" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "place", kind = "text", id = "Posisi", en = "Place" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "share_bps", kind = "bps", better = "none", id = "Bagian toko", en = "Share of store" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "usual_items", kind = "int", better = "none", id = "Biasanya", en = "Usual items" },
  { name = "stock", kind = "int", better = "none", id = "Stok", en = "Stock" },
  { name = "left_pieces", kind = "int", better = "none", id = "Sisa", en = "Left" },
  { name = "cover_days", kind = "int", better = "none", id = "Hari tersisa", en = "Cover days" },
  { name = "action", kind = "text", id = "Tindakan", en = "Action" },
  { name = "reason", kind = "text", id = "Alasan", en = "Reason" },
  { name = "role", kind = "text", id = "Peran", en = "Role" },
]
*/
WITH ordinary AS (
  SELECT d.campaign, d.source, d.account, d.channel, d.day
  FROM campaign_days AS d WHERE d.part = 'before' AND d.in_campaign = 0 AND d.season = 'ordinary'
),
spans AS (
  SELECT c.campaign, c.role, c.to_day - c.from_day + 1 AS days,
    (SELECT COUNT(DISTINCT o.day) FROM ordinary AS o WHERE o.campaign = c.campaign) AS usual_days,
    COALESCE((SELECT MIN(CASE WHEN n.known_minute >= n.end_minute THEN 1 ELSE 0 END) FROM campaign_known AS n WHERE n.campaign = c.campaign), 0) AS is_over
  FROM campaign_scope AS c
),
sold AS (
  SELECT
    l.campaign, l.product,
    MIN(l.name) AS name,
    COALESCE(SUM(CASE WHEN l.part = 'own' THEN l.gmv_sen END), 0) AS gmv_sen,
    COUNT(DISTINCT CASE WHEN l.part = 'own' THEN l.order_id END) AS orders,
    COALESCE(SUM(CASE WHEN l.part = 'own' THEN l.items END), 0) AS items,
    COALESCE(SUM(CASE WHEN o.day IS NOT NULL THEN l.items END), 0) AS before_items
  FROM campaign_lines AS l
  LEFT JOIN ordinary AS o
    ON l.part = 'before' AND o.campaign = l.campaign AND o.source = l.source AND o.account = l.account
    AND o.channel = l.channel AND o.day = l.day
  WHERE l.part IN ('own', 'before')
  GROUP BY l.campaign, l.product
),
rated AS (
  SELECT
    s.campaign, s.product, s.name, s.gmv_sen, s.orders, s.items, p.is_over, p.role,
    CAST(ROUND(1.0 * s.before_items * p.days / NULLIF(p.usual_days, 0)) AS INTEGER) AS usual_items,
    COALESCE(SUM(s.gmv_sen) OVER (PARTITION BY s.campaign), 0) AS store_sen,
    ROW_NUMBER() OVER (PARTITION BY s.campaign ORDER BY s.gmv_sen DESC, s.product) AS best,
    ROW_NUMBER() OVER (PARTITION BY s.campaign ORDER BY s.gmv_sen, s.product DESC) AS worst,
    CASE WHEN EXISTS (SELECT 1 FROM v_product_costs AS g WHERE g.sku = s.product AND g.kind = 'digital') THEN 1 ELSE 0 END AS is_digital,
    k.pieces,
    CASE WHEN k.pieces > k.since THEN k.pieces - k.since WHEN k.pieces IS NOT NULL THEN 0 END AS left_pieces,
    CAST(ROUND(28.0 * k.pieces / NULLIF(k.units, 0)) AS INTEGER) AS cover_days,
    CASE WHEN 28.0 * (k.pieces - k.since) / NULLIF(k.units, 0) < 7 THEN 1 ELSE 0 END AS is_low
  FROM sold AS s
  JOIN spans AS p ON p.campaign = s.campaign
  LEFT JOIN stock_sold AS k ON k.sku = s.product
  WHERE s.orders > 0 OR s.before_items > 0
),
reasoned AS (
  SELECT
    r.campaign, r.role, r.product, r.name, r.gmv_sen, r.orders, r.items, r.usual_items, r.store_sen, r.best, r.worst, r.pieces,
    r.left_pieces, r.cover_days,
    CASE WHEN r.is_digital = 1 AND r.best <= 5 AND r.items > 0 THEN 'best_seller'
         WHEN r.is_digital = 1 THEN 'as_usual'
         WHEN r.left_pieces <= 0 THEN 'sold_out'
         WHEN r.is_low = 1 THEN 'nearly_out'
         WHEN r.best <= 5 AND r.items > 0 AND r.pieces IS NULL THEN 'best_seller_uncounted'
         WHEN r.best <= 5 AND r.items > 0 THEN 'best_seller'
         WHEN r.is_over = 1 AND r.left_pieces > 0 AND r.items = 0 THEN 'no_sale'
         WHEN r.is_over = 1 AND r.left_pieces > 0 AND r.items < r.usual_items THEN 'below_usual'
         ELSE 'as_usual' END AS reason
  FROM rated AS r
)
SELECT
  r.campaign AS campaign,
  r.product AS product,
  r.name AS name,
  CASE WHEN r.best <= 5 AND r.items > 0 THEN 'best' WHEN r.worst <= 5 THEN 'worst' ELSE 'middle' END AS place,
  r.gmv_sen AS gmv_sen,
  CAST(ROUND(10000.0 * r.gmv_sen / NULLIF(r.store_sen, 0)) AS INTEGER) AS share_bps,
  r.orders AS orders,
  r.items AS items,
  r.usual_items AS usual_items,
  r.pieces AS stock,
  r.left_pieces AS left_pieces,
  r.cover_days AS cover_days,
  CASE WHEN r.reason IN ('sold_out', 'nearly_out') THEN 'restock'
       WHEN r.reason = 'as_usual' THEN 'keep' ELSE 'advertise' END AS action,
  r.reason AS reason,
  r.role AS role
FROM reasoned AS r
ORDER BY campaign, gmv_sen DESC, product;
