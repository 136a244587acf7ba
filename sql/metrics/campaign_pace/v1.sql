/*omni
name = "campaign_pace"
version = 1
title = { id = "Laju campaign", en = "Campaign pace" }
formula = { id = """
GMV = harga × jumlah sebelum diskon penjual, pesanan yang dibeli dan yang kemudian batal, semua kanal campaign bersama; GMV bersih = pendapatan bersih \
pesanan terhitung. Capaian = GMV ÷ target. Proyeksi = GMV ÷ bagian hari yang sudah diketahui, per toko: menurut pesanan terbarunya dan sebaran jam campaign \
pembanding, kalau tidak ada hari biasa; toko yang baru diketahui di bawah 5% ikut apa adanya. Biasanya = GMV hari sebanding: hari yang ada berkasnya dari 56 hari sebelumnya, bukan hari \
campaign: semusim (gajian, Lebaran) bila ada dua, kalau tidak hari biasa yang sama bila ada dua, kalau tidak hari biasa mana pun bila ada tiga. Kenaikan = GMV − biasanya, hanya \
toko dan hari yang punya pembanding. Dipinjam = kekurangan terhadap biasanya dalam 7 hari sesudahnya. Pembanding = campaign yang disebut, atau \
yang terakhir dari jenis yang sama; "saat sama" menghitungnya sampai menit yang sama sejak mulai. Pengunjung dan konversi (pesanan ÷ pengunjung) menurut ekspor kunjungan marketplace.""", en = """
GMV = price × pieces before seller discounts, of orders that were bought and of those canceled later, all channels of the campaign together; net GMV = net revenue \
of counted orders. Attainment = GMV ÷ target. Projection = GMV ÷ the part of the days that is known, shop by shop: by its newest order and the hours of the \
campaign compared with, else of ordinary days; a shop known for less than 5% counts as it is. Usual = GMV of comparable days: covered days of the 56 before, of \
no campaign: of the same season (pay-day, Lebaran) if there are two, else ordinary ones of the same weekday if there are two, else any ordinary ones if there are three. Uplift = GMV − usual, of the shops and \
days that can be compared only. Borrowed = what the 7 days after lack of usual. Compared with = the campaign named, or \
the last of its kind; "at this point" counts it up to the same minute since its start. Visitors and conversion (orders ÷ visitors) are those of the marketplace"s traffic export.""" }
how_to_read = { id = """
Capaian proyeksi di bawah 100% berarti target tidak tercapai dengan laju ini. Kenaikan dikurangi yang dipinjam adalah hasil campaign yang sebenarnya.""", en = """
A projected attainment below 100% misses the target at this pace. Uplift less what was borrowed is what the campaign really brought.""" }
seed_ids = ["S2-03", "S2-04", "S2-05", "S2-06", "S2-25", "S2-26", "F-38", "F-88"]
uses = ["campaign_known", "campaign_profile", "campaign_usual", "campaign_visits"]
grain = ["campaign"]
params = ["from_date", "to_date", "as_of", "channel"]
sources = ["v_file_days", "v_campaigns", "v_orders", "v_order_items", "v_days", "v_seasons", "v_hours", "v_covered", "v_imports", "v_frozen_campaigns", "v_shop_traffic"]
needs = ["orders"]
better = "up"
columns = [
  { name = "campaign", kind = "text", id = "Campaign", en = "Campaign" },
  { name = "kind", kind = "text", id = "Jenis", en = "Kind" },
  { name = "parent", kind = "text", id = "Induk", en = "Parent" },
  { name = "role", kind = "text", id = "Peran", en = "Role" },
  { name = "from_date", kind = "date", id = "Mulai", en = "From" },
  { name = "until_date", kind = "date", id = "Sampai", en = "To" },
  { name = "state", kind = "text", id = "Keadaan", en = "State" },
  { name = "known_to", kind = "text", id = "Diketahui sampai", en = "Known up to" },
  { name = "target_gmv_sen", kind = "sen", better = "none", id = "Target GMV", en = "GMV target" },
  { name = "gmv_sen", kind = "sen", id = "GMV", en = "GMV" },
  { name = "net_gmv_sen", kind = "sen", id = "GMV bersih", en = "Net GMV" },
  { name = "attainment_bps", kind = "bps", id = "Capaian", en = "Attainment" },
  { name = "projected_gmv_sen", kind = "sen", id = "Proyeksi GMV", en = "Projected GMV" },
  { name = "projected_attainment_bps", kind = "bps", id = "Capaian proyeksi", en = "Projected attainment" },
  { name = "profile", kind = "text", id = "Sebaran jam", en = "Hours taken from" },
  { name = "orders", kind = "int", id = "Pesanan", en = "Orders" },
  { name = "items", kind = "int", id = "Barang", en = "Items" },
  { name = "buyers", kind = "int", id = "Pembeli", en = "Buyers" },
  { name = "visitors", kind = "int", id = "Pengunjung", en = "Visitors" },
  { name = "conversion_bps", kind = "bps", id = "Konversi", en = "Conversion" },
  { name = "usual_gmv_sen", kind = "sen", better = "none", id = "GMV biasanya", en = "Usual GMV" },
  { name = "uplift_sen", kind = "sen", id = "Kenaikan", en = "Uplift" },
  { name = "uplift_rate_bps", kind = "bps", id = "Kenaikan (%)", en = "Uplift (%)" },
  { name = "borrowed_sen", kind = "sen", better = "down", id = "Dipinjam dari sesudahnya", en = "Borrowed from after" },
  { name = "after_days", kind = "int", better = "none", id = "Hari sesudahnya", en = "Days after" },
  { name = "net_uplift_sen", kind = "sen", id = "Kenaikan bersih", en = "Net uplift" },
  { name = "usual_days", kind = "int", better = "none", id = "Hari sebanding", en = "Comparable days" },
  { name = "not_compared", kind = "int", better = "down", id = "Toko-hari tanpa pembanding", en = "Shop-days not compared" },
  { name = "compare", kind = "text", id = "Pembanding", en = "Compared with" },
  { name = "compare_gmv_sen", kind = "sen", better = "none", id = "GMV pembanding", en = "Its GMV" },
  { name = "compare_here_sen", kind = "sen", better = "none", id = "Pembanding saat sama", en = "Its GMV at this point" },
  { name = "growth_bps", kind = "bps", id = "Terhadap pembanding", en = "Against it" },
  { name = "frozen_date", kind = "date", id = "Dibekukan", en = "Frozen on" },
]
*/
WITH sums AS (
  SELECT
    o.campaign,
    COALESCE(SUM(CASE WHEN o.part = 'own' THEN o.gmv_sen END), 0) AS gmv_sen,
    COALESCE(SUM(CASE WHEN o.part = 'own' THEN o.net_sen END), 0) AS net_sen,
    COUNT(CASE WHEN o.part = 'own' THEN 1 END) AS orders,
    COALESCE(SUM(CASE WHEN o.part = 'own' THEN o.items END), 0) AS items,
    COUNT(DISTINCT CASE WHEN o.part = 'own' THEN o.customer_id END) AS buyers,
    COUNT(CASE WHEN o.part = 'compare' THEN 1 END) AS was_orders,
    COALESCE(SUM(CASE WHEN o.part = 'compare' THEN o.gmv_sen END), 0) AS was_sen,
    COALESCE(SUM(CASE WHEN o.part = 'compare'
      AND (o.day - o.from_day) * 1440 + COALESCE(o.minute, 0) < k.minutes THEN o.gmv_sen END), 0) AS was_here_sen
  FROM campaign_orders AS o
  LEFT JOIN (
    SELECT n.campaign, MAX(n.known_minute - n.from_minute) AS minutes FROM campaign_known AS n GROUP BY n.campaign
  ) AS k ON k.campaign = o.campaign
  GROUP BY o.campaign
),
-- The part of a campaign each shop is known for: whole days, the hours of the day begun, the minutes of the hour begun.
parts AS (
  SELECT
    n.campaign, n.source, n.account, n.channel, n.gmv_sen, n.known_minute, n.from_minute, n.end_minute,
    CASE WHEN n.known_minute >= n.end_minute THEN 1.0
         ELSE 1.0 * (CAST(1.0 * (n.known_minute - n.from_minute) / 1440 AS INTEGER)
              + COALESCE(SUM(f.share * CASE
                  WHEN (n.known_minute % 1440) >= (f.hour + 1) * 60 THEN 1.0
                  WHEN (n.known_minute % 1440) <= f.hour * 60 THEN 0.0
                  ELSE 1.0 * ((n.known_minute % 1440) - f.hour * 60) / 60 END), 0))
              / (1.0 * (n.end_minute - n.from_minute) / 1440) END AS part,
    MIN(f.profile) AS profile
  FROM campaign_known AS n
  JOIN campaign_profile AS f ON f.campaign = n.campaign
  GROUP BY n.campaign, n.source, n.account, n.channel, n.gmv_sen, n.known_minute, n.from_minute, n.end_minute
),
paces AS (
  SELECT
    p.campaign,
    MAX(p.known_minute) AS known_minute,
    MIN(CASE WHEN p.known_minute >= p.end_minute THEN 1 ELSE 0 END) AS is_over,
    CASE WHEN MAX(p.part) >= 0.05
         THEN COALESCE(SUM(CASE WHEN p.part >= 0.05 THEN CAST(ROUND(1.0 * p.gmv_sen / p.part) AS INTEGER) ELSE p.gmv_sen END), 0) END AS projected_sen,
    MIN(p.profile) AS profile
  FROM parts AS p
  GROUP BY p.campaign
),
-- A day begun is not compared: only days that are whole for the shop.
whole AS (
  SELECT u.campaign, u.part, u.day, u.gmv_sen, u.usual_sen, u.usual_days
  FROM campaign_usual AS u
  LEFT JOIN (
    SELECT m.campaign, m.source, m.account, MAX(m.known_minute) AS known_minute
    FROM campaign_known AS m GROUP BY m.campaign, m.source, m.account
  ) AS n ON n.campaign = u.campaign AND n.source = u.source AND n.account = u.account
  WHERE u.in_campaign = 0 AND (u.part = 'after' OR n.known_minute IS NULL OR (u.day + 1) * 1440 <= n.known_minute)
),
uplifts AS (
  SELECT
    w.campaign,
    COUNT(CASE WHEN w.part = 'own' THEN w.usual_sen END) AS compared,
    COUNT(CASE WHEN w.part = 'own' AND w.usual_sen IS NULL THEN 1 END) AS not_compared,
    COALESCE(SUM(CASE WHEN w.part = 'own' THEN w.usual_sen END), 0) AS usual_sen,
    COALESCE(SUM(CASE WHEN w.part = 'own' AND w.usual_sen IS NOT NULL THEN w.gmv_sen - w.usual_sen END), 0) AS uplift_sen,
    MIN(CASE WHEN w.part = 'own' AND w.usual_sen IS NOT NULL THEN w.usual_days END) AS usual_days,
    COUNT(DISTINCT CASE WHEN w.part = 'after' AND w.usual_sen IS NOT NULL THEN w.day END) AS after_days,
    COALESCE(SUM(CASE WHEN w.part = 'after' AND w.usual_sen IS NOT NULL THEN w.usual_sen - w.gmv_sen END), 0) AS lacking_sen
  FROM whole AS w
  GROUP BY w.campaign
),
figures AS (
  SELECT
    c.campaign, c.kind, c.parent, c.role, c.from_date, c.to_date, c.target_sen, c.compare,
    s.gmv_sen, s.net_sen, s.orders, s.items, s.buyers,
    p.projected_sen, p.is_over, p.known_minute, p.profile,
    CASE WHEN u.compared > 0 THEN u.usual_sen END AS usual_sen,
    CASE WHEN u.compared > 0 THEN u.uplift_sen END AS uplift_sen,
    u.usual_days,
    COALESCE(u.not_compared, 0) AS not_compared,
    COALESCE(u.after_days, 0) AS after_days,
    CASE WHEN u.after_days > 0 THEN CASE WHEN u.lacking_sen > 0 THEN u.lacking_sen ELSE 0 END END AS borrowed_sen,
    CASE WHEN s.was_orders > 0 THEN s.was_sen END AS was_sen,
    CASE WHEN s.was_orders > 0 AND p.known_minute IS NOT NULL THEN s.was_here_sen END AS was_here_sen
  FROM campaign_scope AS c
  LEFT JOIN sums AS s ON s.campaign = c.campaign
  LEFT JOIN paces AS p ON p.campaign = c.campaign
  LEFT JOIN uplifts AS u ON u.campaign = c.campaign
)
SELECT
  f.campaign AS campaign,
  f.kind AS kind,
  f.parent AS parent,
  f.role AS role,
  f.from_date AS from_date,
  f.to_date AS until_date,
  CASE WHEN f.known_minute IS NULL THEN 'no_orders' WHEN f.is_over = 1 THEN 'over' ELSE 'running' END AS state,
  CASE WHEN f.is_over = 0 THEN d.date || ' '
    || SUBSTR('0' || CAST(CAST(1.0 * ((f.known_minute - 1) % 1440) / 60 AS INTEGER) AS TEXT), -2) || ':'
    || SUBSTR('0' || CAST((f.known_minute - 1) % 60 AS TEXT), -2) END AS known_to,
  f.target_sen AS target_gmv_sen,
  CASE WHEN f.known_minute IS NOT NULL THEN f.gmv_sen END AS gmv_sen,
  CASE WHEN f.known_minute IS NOT NULL THEN f.net_sen END AS net_gmv_sen,
  CAST(ROUND(10000.0 * f.gmv_sen / NULLIF(f.target_sen, 0)) AS INTEGER) AS attainment_bps,
  f.projected_sen AS projected_gmv_sen,
  CAST(ROUND(10000.0 * f.projected_sen / NULLIF(f.target_sen, 0)) AS INTEGER) AS projected_attainment_bps,
  CASE WHEN f.is_over = 0 THEN f.profile END AS profile,
  CASE WHEN f.known_minute IS NOT NULL THEN f.orders END AS orders,
  CASE WHEN f.known_minute IS NOT NULL THEN f.items END AS items,
  CASE WHEN f.known_minute IS NOT NULL THEN f.buyers END AS buyers,
  w.visitors AS visitors,
  CAST(ROUND(10000.0 * w.orders / NULLIF(w.visitors, 0)) AS INTEGER) AS conversion_bps,
  f.usual_sen AS usual_gmv_sen,
  f.uplift_sen AS uplift_sen,
  CAST(ROUND(10000.0 * f.uplift_sen / NULLIF(f.usual_sen, 0)) AS INTEGER) AS uplift_rate_bps,
  f.borrowed_sen AS borrowed_sen,
  f.after_days AS after_days,
  f.uplift_sen - f.borrowed_sen AS net_uplift_sen,
  f.usual_days AS usual_days,
  f.not_compared AS not_compared,
  f.compare AS compare,
  f.was_sen AS compare_gmv_sen,
  f.was_here_sen AS compare_here_sen,
  CAST(ROUND(10000.0 * (f.gmv_sen - f.was_here_sen) / NULLIF(f.was_here_sen, 0)) AS INTEGER) AS growth_bps,
  z.frozen_date AS frozen_date
FROM figures AS f
LEFT JOIN v_frozen_campaigns AS z ON z.campaign = f.campaign
LEFT JOIN (
  SELECT v.campaign, COALESCE(SUM(v.visitors), 0) AS visitors, COALESCE(SUM(v.orders), 0) AS orders
  FROM campaign_visits AS v GROUP BY v.campaign
) AS w ON w.campaign = f.campaign
LEFT JOIN v_days AS d ON d.day = CAST(1.0 * (f.known_minute - 1) / 1440 AS INTEGER)
ORDER BY f.from_date, campaign;
