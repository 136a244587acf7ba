/*omni
name = "rts_change"
version = 1
title = { id = "Mengapa rasio RTS berubah", en = "Why the RTS rate changed" }
formula = { id = """
Rasio RTS periode ini dikurangi periode sebelumnya (satu bulan penuh: bulan kalender sebelumnya; selain itu sama panjangnya), dibagi menurut kurir dan, \
terpisah, menurut provinsi. Pengaruh campuran (mix) = (porsi kiriman sekarang − dulu) × (rasionya dulu − rasio toko dulu); pengaruh rasio (rate) = \
porsi sekarang × (rasionya sekarang − dulu). Yang baru atau hilang seluruhnya campuran. Setiap pembagian berjumlah persis perubahan toko.""", en = """
The RTS rate of the period less that of the period before (of a whole month the calendar month before, else one of the same length), split by courier and, \
separately, by province. Effect of the mix = (share of parcels now − then) × (its rate then − the shop's rate then); effect of the rate = \
share now × (its rate now − then). What is new or gone is mix altogether. Each split adds up to the shop's change exactly.""" }
how_to_read = { id = """
Rasio positif: kurir atau provinsi itu sendiri memburuk, tegur atau ganti. Campuran positif: lebih banyak kiriman lewat yang rasionya memang tinggi, atur \
pembagian kirimannya.""", en = """
A positive rate: that courier or province itself became worse, complain or change it. A positive mix: more parcels went where the rate is high anyway, \
direct them elsewhere.""" }
seed_ids = ["S0-04", "F-29", "F-83"]
grain = ["dim", "key", "part"]
params = ["from_date", "to_date"]
sources = ["v_days", "v_departures", "v_months", "v_orders"]
needs = ["orders"]
better = "down"
columns = [
  { name = "dim", kind = "text", id = "Menurut", en = "By" },
  { name = "key", kind = "text", id = "Kurir atau provinsi", en = "Courier or province" },
  { name = "part", kind = "text", id = "Bagian", en = "Part" },
  { name = "change_bps", kind = "bps", ratio = false, id = "Perubahan", en = "Change" },
  { name = "shipped_was", kind = "int", better = "none", id = "Kiriman dulu", en = "Shipped then" },
  { name = "shipped_now", kind = "int", better = "none", id = "Kiriman sekarang", en = "Shipped now" },
  { name = "rate_was_bps", kind = "bps", id = "Rasio dulu", en = "Rate then" },
  { name = "rate_now_bps", kind = "bps", id = "Rasio sekarang", en = "Rate now" },
]
*/
WITH before AS (
  SELECT COALESCE(
    (SELECT p.from_date FROM v_months AS m JOIN v_months AS p ON p.to_date = m.from_date
      WHERE m.from_date = :from_date AND m.to_date = :to_date),
    (SELECT x.date FROM v_days AS f JOIN v_days AS t ON t.date = :to_date JOIN v_days AS x ON x.day = f.day + f.day - t.day
      WHERE f.date = :from_date)) AS from_date
),
parcels AS (
  SELECT
    COALESCE(o.courier, '(tanpa kurir)') AS courier, COALESCE(o.province, '(tanpa provinsi)') AS province,
    CASE WHEN d.left_date >= :from_date THEN 1 ELSE 0 END AS is_now,
    CASE WHEN o.status = 'rts' THEN 1 ELSE 0 END AS rts
  FROM v_departures AS d
  JOIN v_orders AS o ON o.order_id = d.order_id
  WHERE o.left_warehouse = 1 AND d.left_date >= (SELECT b.from_date FROM before AS b) AND d.left_date < :to_date
),
sums AS (
  SELECT 'courier' AS dim, p.courier AS key, COALESCE(SUM(p.is_now), 0) AS n1, COUNT(*) - COALESCE(SUM(p.is_now), 0) AS n0,
    COALESCE(SUM(p.rts * p.is_now), 0) AS r1, COALESCE(SUM(p.rts * (1 - p.is_now)), 0) AS r0
  FROM parcels AS p GROUP BY p.courier
  UNION ALL
  SELECT 'province', p.province, COALESCE(SUM(p.is_now), 0), COUNT(*) - COALESCE(SUM(p.is_now), 0), COALESCE(SUM(p.rts * p.is_now), 0), COALESCE(SUM(p.rts * (1 - p.is_now)), 0)
  FROM parcels AS p GROUP BY p.province
),
whole AS (
  SELECT s.dim AS dim, COALESCE(SUM(s.n1), 0) AS n1, COALESCE(SUM(s.n0), 0) AS n0, COALESCE(SUM(s.r1), 0) AS r1, COALESCE(SUM(s.r0), 0) AS r0
  FROM sums AS s GROUP BY s.dim HAVING COALESCE(SUM(s.n1), 0) > 0 AND COALESCE(SUM(s.n0), 0) > 0
),
parts AS (
  SELECT
    s.dim AS dim, s.key AS key, s.n0 AS n0, s.n1 AS n1, s.r0 AS r0, s.r1 AS r1, 'mix' AS part,
    CASE WHEN s.n0 = 0 THEN 10000.0 * (s.r1 - 1.0 * s.n1 * w.r0 / w.n0) / w.n1
         ELSE 10000.0 * (1.0 * s.n1 / w.n1 - 1.0 * s.n0 / w.n0) * (1.0 * s.r0 / s.n0 - 1.0 * w.r0 / w.n0) END AS effect
  FROM sums AS s JOIN whole AS w ON w.dim = s.dim
  UNION ALL
  SELECT
    s.dim, s.key, s.n0, s.n1, s.r0, s.r1, 'rate',
    CASE WHEN s.n0 = 0 OR s.n1 = 0 THEN 0.0
         ELSE 10000.0 * s.n1 / w.n1 * (1.0 * s.r1 / s.n1 - 1.0 * s.r0 / s.n0) END
  FROM sums AS s JOIN whole AS w ON w.dim = s.dim
),
-- Running sums, rounded, differ by parts that add up to the rounded change of the shop.
running AS (
  SELECT
    p.dim AS dim, p.key AS key, p.part AS part, p.n0 AS n0, p.n1 AS n1, p.r0 AS r0, p.r1 AS r1, p.effect AS effect,
    COALESCE(SUM(p.effect) OVER (PARTITION BY p.dim ORDER BY p.key, p.part ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), 0) AS upto
  FROM parts AS p
)
SELECT
  r.dim AS dim,
  r.key AS key,
  r.part AS part,
  CAST(ROUND(ROUND(r.upto, 6)) - ROUND(ROUND(r.upto - r.effect, 6)) AS INTEGER) AS change_bps,
  r.n0 AS shipped_was,
  r.n1 AS shipped_now,
  CAST(ROUND(10000.0 * r.r0 / NULLIF(r.n0, 0)) AS INTEGER) AS rate_was_bps,
  CAST(ROUND(10000.0 * r.r1 / NULLIF(r.n1, 0)) AS INTEGER) AS rate_now_bps
FROM running AS r
ORDER BY dim, key, part;
