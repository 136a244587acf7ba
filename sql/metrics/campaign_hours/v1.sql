/*omni
name = "campaign_hours"
version = 1
title = { id = "Jam campaign", en = "Campaign hours" }
formula = { id = """
GMV, pesanan dan barang per jam pesan (zona toko), semua hari campaign dijumlahkan. Jam yang belum diketahui berkasnya kosong, bukan 0. Biasanya = GMV jam itu per hari biasa × hari \
campaign; pembanding = jam yang sama di campaign pembanding. Pengunjung kosong: ekspor pengunjung hanya per hari.""", en = """
GMV, orders and items by the hour of the order (store's zone), over all days of the campaign. Hours no file tells of yet are empty, not 0. Usual = GMV of that hour an ordinary day × days of \
the campaign; compared = the same hour of the campaign compared with. Visitors are empty: exports have them by the day only.""" }
how_to_read = { id = """
Jadwalkan LIVE dan voucher di jam puncak; jam yang tertinggal dari pembanding adalah peluang.""", en = """
Schedule LIVEs and vouchers into the peaks; an hour behind the earlier campaign is a chance.""" }
seed_ids = ["S2-07", "S2-08"]
uses = ["campaign_known", "campaign_timed"]
grain = ["campaign", "hour"]
params = ["from_date", "to_date", "as_of", "channel"]
sources = ["v_file_days", "v_campaigns", "v_orders", "v_order_items", "v_days", "v_seasons", "v_hours", "v_covered", "v_imports"]
needs = ["orders"]
better = "up"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "hour", kind = "int", better = "none", id = "Jam", en = "Hour" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "visitors", kind = "int", id = "Pengunjung", en = "Visitors" },
  { name = "usual_gmv_sen", kind = "sen", better = "none", id = "GMV biasanya", en = "Usual GMV" },
  { name = "compare_gmv_sen", kind = "sen", better = "none", id = "GMV pembanding", en = "GMV compared with" },
  { name = "role", kind = "text", id = "Peran", en = "Role" },
]
*/
WITH sums AS (
  SELECT
    o.campaign, o.hour,
    COALESCE(SUM(CASE WHEN o.part = 'own' THEN o.gmv_sen END), 0) AS gmv_sen,
    COUNT(CASE WHEN o.part = 'own' THEN 1 END) AS orders,
    COALESCE(SUM(CASE WHEN o.part = 'own' THEN o.items END), 0) AS items,
    COALESCE(SUM(CASE WHEN o.part = 'before' THEN o.gmv_sen END), 0) AS before_sen,
    COALESCE(SUM(CASE WHEN o.part = 'compare' THEN o.gmv_sen END), 0) AS compare_sen
  FROM campaign_timed AS o
  GROUP BY o.campaign, o.hour
),
facts AS (
  SELECT
    c.campaign, c.role, c.from_day, c.to_day,
    (SELECT MAX(n.known_minute) FROM campaign_known AS n WHERE n.campaign = c.campaign) AS known_minute,
    (SELECT COUNT(DISTINCT d.day) FROM campaign_days AS d
      WHERE d.campaign = c.campaign AND d.part = 'before' AND d.in_campaign = 0 AND d.season = 'ordinary') AS usual_days,
    (SELECT COUNT(*) FROM campaign_timed AS x WHERE x.campaign = c.campaign AND x.part = 'compare') AS was_orders
  FROM campaign_scope AS c
)
SELECT
  f.campaign AS campaign,
  h.hour AS hour,
  CASE WHEN f.from_day * 1440 + h.hour * 60 < f.known_minute THEN COALESCE(s.gmv_sen, 0) END AS gmv_sen,
  CASE WHEN f.from_day * 1440 + h.hour * 60 < f.known_minute THEN COALESCE(s.orders, 0) END AS orders,
  CASE WHEN f.from_day * 1440 + h.hour * 60 < f.known_minute THEN COALESCE(s.items, 0) END AS items,
  CAST(NULL AS INTEGER) AS visitors,
  CAST(ROUND(1.0 * COALESCE(s.before_sen, 0) * (f.to_day - f.from_day + 1) / NULLIF(f.usual_days, 0)) AS INTEGER) AS usual_gmv_sen,
  CASE WHEN f.was_orders > 0 THEN COALESCE(s.compare_sen, 0) END AS compare_gmv_sen,
  f.role AS role
FROM facts AS f
CROSS JOIN v_hours AS h
LEFT JOIN sums AS s ON s.campaign = f.campaign AND s.hour = h.hour
ORDER BY campaign, hour;
