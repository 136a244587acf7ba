/*omni
name = "campaign_trend"
version = 1
title = { id = "Tren campaign", en = "Campaign trend" }
formula = { id = """
GMV, pesanan dan barang toko dan tiap produk, per jam bila campaign paling lama dua hari, kalau tidak per hari. Untuk toko dan 20 produk terlaris, jam atau hari tanpa penjualan tampil sebagai 0 sejauh sudah diketahui. Pesanan tanpa jam hanya ada di tren per hari. LIVE per kreator dan video menurut hitungan marketplace (tidak ditambahkan ke toko); LIVE di jam atau hari mulainya, video di jangka ekspornya: unduh per hari agar menjadi garis. Pengunjung toko hanya per hari, dari ekspor kunjungan.""", en = """
GMV, orders and items of the store and of each product, by the hour in a campaign of at most two days, else by the day. Of the store and the 20 best sellers, hours or days without a sale are shown as 0 as far as they are known. Orders without a time are in a trend by the day only. LIVEs by creator and videos are as the marketplace counts them (never added to the store): a LIVE at the hour or day it starts, a video at the days of its export, so download one a day to get a line. Visitors of the store are by the day only, of the traffic export.""" }
how_to_read = { id = """
Pilih produk dengan --product, LIVE atau video dengan --trend, dan angka dengan --metrics di `omni campaign show`.""", en = """
Choose products by --product, LIVEs or videos by --trend, and figures by --metrics in `omni campaign show`.""" }
seed_ids = ["S2-07", "S2-08", "S2-14", "S2-15", "S2-18", "S2-20"]
uses = ["campaign_lines", "campaign_known", "campaign_visits"]
grain = ["campaign", "moment", "scope", "thing"]
params = ["from_date", "to_date", "as_of", "channel"]
sources = ["v_file_days", "v_campaigns", "v_orders", "v_order_items", "v_days", "v_hours", "v_covered", "v_imports", "v_live_sessions", "v_video_performance", "v_shop_traffic"]
needs = ["orders"]
better = "up"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "moment", kind = "text", id = "Waktu", en = "Time" },
  { name = "scope", kind = "text", id = "Tentang", en = "About" },
  { name = "thing", kind = "text", id = "Produk, LIVE, video", en = "Product, LIVE, video" },
  { name = "name", kind = "text", id = "Nama", en = "Name" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "views", kind = "int", id = "Dilihat", en = "Views" },
  { name = "visitors", kind = "int", id = "Pengunjung", en = "Visitors" },
  { name = "role", kind = "text", id = "Peran", en = "Role" },
]
*/
WITH lines AS (
  SELECT
    l.campaign, c.role, l.order_id, l.product, l.name, l.gmv_sen, l.items,
    CASE WHEN c.to_day - c.from_day > 1 THEN l.day * 24 ELSE l.day * 24 + CAST(1.0 * l.minute / 60 AS INTEGER) END AS nth
  FROM campaign_lines AS l
  JOIN campaign_scope AS c ON c.campaign = l.campaign
  WHERE l.part = 'own' AND (c.to_day - c.from_day > 1 OR l.minute IS NOT NULL)
),
things AS (
  SELECT
    s.campaign, s.role, s.nth, 'store' AS scope, '' AS thing, NULL AS name,
    COALESCE(SUM(s.gmv_sen), 0) AS gmv_sen, COUNT(DISTINCT s.order_id) AS orders, COALESCE(SUM(s.items), 0) AS items
  FROM lines AS s
  GROUP BY s.campaign, s.role, s.nth
  UNION ALL
  SELECT
    p.campaign, p.role, p.nth, 'product' AS scope, p.product AS thing, MIN(p.name) AS name,
    COALESCE(SUM(p.gmv_sen), 0) AS gmv_sen, COUNT(DISTINCT p.order_id) AS orders, COALESCE(SUM(p.items), 0) AS items
  FROM lines AS p
  GROUP BY p.campaign, p.role, p.nth, p.product
),
moments AS (
  SELECT c.campaign, d.day * 24 + h.hour AS nth
  FROM campaign_scope AS c
  JOIN v_days AS d ON d.day BETWEEN c.from_day AND c.to_day
  JOIN v_hours AS h ON h.hour = 0 OR c.to_day - c.from_day <= 1
  WHERE d.day * 1440 + h.hour * 60 < (SELECT MAX(k.known_minute) FROM campaign_known AS k WHERE k.campaign = c.campaign)
),
ranked AS (
  SELECT
    t.campaign, t.role, t.scope, t.thing, MIN(t.name) AS name,
    ROW_NUMBER() OVER (PARTITION BY t.campaign, t.scope ORDER BY COALESCE(SUM(t.gmv_sen), 0) DESC, t.thing) AS place
  FROM things AS t
  GROUP BY t.campaign, t.role, t.scope, t.thing
),
filled AS (
  SELECT t.campaign, t.role, t.nth, t.scope, t.thing, t.name, t.gmv_sen, t.orders, t.items FROM things AS t
  UNION ALL
  SELECT r.campaign, r.role, m.nth, r.scope, r.thing, r.name, 0 AS gmv_sen, 0 AS orders, 0 AS items
  FROM ranked AS r
  JOIN moments AS m ON m.campaign = r.campaign
  LEFT JOIN things AS t ON t.campaign = r.campaign AND t.scope = r.scope AND t.thing = r.thing AND t.nth = m.nth
  WHERE r.place <= 20 AND t.nth IS NULL
),
-- LIVEs of the campaign's days and channels by creator, and videos over the days of their export.
shown AS (
  SELECT
    c.campaign, c.role, 'live' AS scope, l.creator AS thing, MIN(l.platform) AS name,
    CASE WHEN c.to_day - c.from_day > 1 THEN d.day * 24 ELSE d.day * 24 + CAST(1.0 * COALESCE(l.started_minute, 0) / 60 AS INTEGER) END AS nth,
    NULL AS until_date, CASE WHEN COUNT(l.gmv_sen) > 0 THEN COALESCE(SUM(l.gmv_sen), 0) END AS gmv_sen, CASE WHEN COUNT(l.orders) > 0 THEN COALESCE(SUM(l.orders), 0) END AS orders, CASE WHEN COUNT(l.items) > 0 THEN COALESCE(SUM(l.items), 0) END AS items, CASE WHEN COUNT(l.views) > 0 THEN COALESCE(SUM(l.views), 0) END AS views
  FROM campaign_scope AS c
  JOIN v_days AS d ON d.day BETWEEN c.from_day AND c.to_day
  JOIN v_live_sessions AS l ON l.started_date = d.date AND l.planned_state IS NULL
  WHERE l.started_date <= :as_of AND (:channel = 'all' OR l.platform = :channel)
    AND (c.channel IN ('all', l.platform) OR (c.channel = 'tiktok_tokopedia' AND l.platform = 'tiktok'))
  GROUP BY c.campaign, c.role, l.creator, CASE WHEN c.to_day - c.from_day > 1 THEN d.day * 24 ELSE d.day * 24 + CAST(1.0 * COALESCE(l.started_minute, 0) / 60 AS INTEGER) END
  UNION ALL
  SELECT
    c.campaign, c.role, 'video', v.video_id, MIN(COALESCE(v.title, v.creator)), v.from_day * 24,
    v.date_to, CASE WHEN COUNT(v.gmv_sen) > 0 THEN COALESCE(SUM(v.gmv_sen), 0) END, CASE WHEN COUNT(v.orders) > 0 THEN COALESCE(SUM(v.orders), 0) END, CASE WHEN COUNT(v.items) > 0 THEN COALESCE(SUM(v.items), 0) END, CASE WHEN COUNT(v.views) > 0 THEN COALESCE(SUM(v.views), 0) END
  FROM campaign_scope AS c
  JOIN v_video_performance AS v ON v.date_from BETWEEN c.from_date AND c.to_date AND v.date_to <= c.to_date
  WHERE v.date_to <= :as_of AND (:channel = 'all' OR v.platform = :channel)
    AND (c.channel IN ('all', v.platform) OR (c.channel = 'tiktok_tokopedia' AND v.platform = 'tiktok'))
  GROUP BY c.campaign, c.role, v.video_id, v.from_day, v.date_to
),
everything AS (
  SELECT f.campaign, f.role, f.nth, f.scope, f.thing, f.name, f.gmv_sen, f.orders, f.items, NULL AS views, NULL AS until_date FROM filled AS f
  UNION ALL
  SELECT s.campaign, s.role, s.nth, s.scope, s.thing, s.name, s.gmv_sen, s.orders, s.items, s.views, s.until_date FROM shown AS s
)
SELECT
  f.campaign AS campaign,
  CASE WHEN f.until_date > d.date THEN d.date || ' – ' || SUBSTR(f.until_date, 6)
       WHEN f.scope = 'video' OR c.to_day - c.from_day > 1 THEN d.date
       WHEN c.to_day > c.from_day THEN SUBSTR(d.date, 6) || ' ' || SUBSTR('0' || CAST(f.nth % 24 AS TEXT), -2) || ':00'
       ELSE SUBSTR('0' || CAST(f.nth % 24 AS TEXT), -2) || ':00' END AS moment,
  f.scope AS scope,
  NULLIF(f.thing, '') AS thing,
  f.name AS name,
  f.gmv_sen AS gmv_sen,
  f.orders AS orders,
  f.items AS items,
  f.views AS views,
  CASE WHEN f.scope = 'store' AND c.to_day - c.from_day > 1 THEN w.visitors END AS visitors,
  f.role AS role
FROM everything AS f
JOIN campaign_scope AS c ON c.campaign = f.campaign
JOIN v_days AS d ON d.day = CAST(1.0 * f.nth / 24 AS INTEGER)
LEFT JOIN campaign_visits AS w ON w.campaign = f.campaign AND w.day = d.day
ORDER BY campaign, scope DESC, f.nth, moment, thing;
