-- needs: risk_seen
-- computed once
-- The chance of return of each order that is asked for, in points of a hundred, from the shop's own history by
-- as_of. The chance of its way of paying is the start; buyer, place, courier, product and hour each add how far their own
-- rate is from that. A rate of few orders is drawn towards the one it stands in (district in city in province in all) as if
-- k more orders had been like it; a buyer's towards that of his place. k is learned from the shop: m2, the chance that two parcels of one buyer (place, …) both
-- return, says how much these really differ. No row where the shop knows the end of fewer than 30 orders.
-- The ends are counted three times over all orders (by product and way, by place, by person); the rest is added up from these counts.
WITH ways AS MATERIALIZED (
  SELECT k.product, k.is_cod, k.hour - k.hour % 3 AS hour_band, k.courier, COUNT(*) AS n, COALESCE(SUM(k.outcome), 0) AS r
  FROM risk_seen AS k
  WHERE k.is_known = 1 AND k.outcome <= 1
  GROUP BY k.product, k.is_cod, k.hour - k.hour % 3, k.courier
),
places AS MATERIALIZED (
  SELECT k.is_cod, k.province, k.city, k.district, COUNT(*) AS n, COALESCE(SUM(k.outcome), 0) AS r
  FROM risk_seen AS k
  WHERE k.is_known = 1 AND k.outcome <= 1 AND (k.province IS NOT NULL OR k.city IS NOT NULL OR k.district IS NOT NULL)
  GROUP BY k.is_cod, k.province, k.city, k.district
),
people AS MATERIALIZED (
  SELECT s.customer_id AS person, s.n, s.r
  FROM (
    SELECT k.customer_id, COUNT(*) AS n, COALESCE(SUM(k.outcome), 0) AS r
    FROM risk_seen AS k
    WHERE k.is_known = 1 AND k.outcome <= 1
    GROUP BY k.customer_id
  ) AS s
  JOIN v_customers AS c ON c.customer_id = s.customer_id
  WHERE c.confidence <> 'anonymous'
),
known AS (
  SELECT w.is_cod, COALESCE(SUM(w.n), 0) AS n, COALESCE(SUM(w.r), 0) AS r FROM ways AS w GROUP BY w.is_cod
),
whole AS (
  SELECT COALESCE(SUM(w.n), 0) AS n, 1.0 * COALESCE(SUM(w.r), 0) / COALESCE(SUM(w.n), 1) AS p FROM known AS w
),
base AS (
  SELECT z.is_cod AS is_cod, 1.0 * (COALESCE(k.r, 0) + 50.0 * every.p) / (COALESCE(k.n, 0) + 50.0) AS p
  FROM (SELECT 0 AS is_cod UNION ALL SELECT 1) AS z
  CROSS JOIN whole AS every
  LEFT JOIN known AS k ON k.is_cod = z.is_cod
  WHERE every.n >= 30
),
provinces_seen AS (
  SELECT w.is_cod, w.province, COALESCE(SUM(w.n), 0) AS n, COALESCE(SUM(w.r), 0) AS r
  FROM places AS w
  WHERE w.province IS NOT NULL
  GROUP BY w.is_cod, w.province
),
cities_seen AS (
  SELECT w.is_cod, w.province, w.city, COALESCE(SUM(w.n), 0) AS n, COALESCE(SUM(w.r), 0) AS r
  FROM places AS w
  WHERE w.city IS NOT NULL
  GROUP BY w.is_cod, w.province, w.city
),
districts_seen AS (
  SELECT w.is_cod, w.province, w.city, w.district, w.n, w.r FROM places AS w WHERE w.district IS NOT NULL
),
couriers_seen AS (
  SELECT w.is_cod, w.courier, COALESCE(SUM(w.n), 0) AS n, COALESCE(SUM(w.r), 0) AS r
  FROM ways AS w
  WHERE w.courier IS NOT NULL
  GROUP BY w.is_cod, w.courier
),
goods_seen AS (
  SELECT w.is_cod, w.product, COALESCE(SUM(w.n), 0) AS n, COALESCE(SUM(w.r), 0) AS r
  FROM ways AS w
  WHERE w.product IS NOT NULL
  GROUP BY w.is_cod, w.product
),
hours_seen AS (
  SELECT w.is_cod, w.hour_band, COALESCE(SUM(w.n), 0) AS n, COALESCE(SUM(w.r), 0) AS r
  FROM ways AS w
  WHERE w.hour_band IS NOT NULL
  GROUP BY w.is_cod, w.hour_band
),
pairs AS (
  SELECT 'all' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM known AS x
  UNION ALL
  SELECT 'person' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM people AS x
  UNION ALL
  SELECT 'province' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM provinces_seen AS x
  UNION ALL
  SELECT 'city' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM cities_seen AS x
  UNION ALL
  SELECT 'district' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM districts_seen AS x
  UNION ALL
  SELECT 'courier' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM couriers_seen AS x
  UNION ALL
  SELECT 'product' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM goods_seen AS x
  UNION ALL
  SELECT 'hour' AS kind, COALESCE(SUM(1.0 * x.r * (x.r - 1) / x.n), 0) AS both, COALESCE(SUM(x.n - 1), 0) AS n
  FROM hours_seen AS x
),
spread AS (
  SELECT
    c.kind, every.p, CASE WHEN pair.n > 0 THEN 1.0 * pair.both / pair.n END AS m2,
    CASE WHEN outer_pair.n > 0 THEN 1.0 * outer_pair.both / outer_pair.n END AS outer_m2, c.least
  FROM (
    SELECT 'person' AS kind, 'all' AS outer_kind, 1.0 AS least
    UNION ALL SELECT 'province', 'all', 5.0
    UNION ALL SELECT 'city', 'province', 5.0
    UNION ALL SELECT 'district', 'city', 5.0
    UNION ALL SELECT 'courier', 'all', 5.0
    UNION ALL SELECT 'product', 'all', 5.0
    UNION ALL SELECT 'hour', 'all', 5.0
  ) AS c
  JOIN pairs AS pair ON pair.kind = c.kind
  JOIN pairs AS outer_pair ON outer_pair.kind = c.outer_kind
  CROSS JOIN whole AS every
),
strength AS (
  SELECT
    s.kind,
    CASE WHEN s.m2 IS NULL OR s.outer_m2 IS NULL OR 1000.0 * (s.m2 - s.outer_m2) <= s.p - s.m2 THEN 1000.0
         WHEN 1.0 * (s.p - s.m2) / (s.m2 - s.outer_m2) < s.least THEN s.least
         ELSE 1.0 * (s.p - s.m2) / (s.m2 - s.outer_m2) END AS k
  FROM spread AS s
),
provinces AS (
  SELECT rate.is_cod, rate.province, rate.n, rate.r, 1.0 * (rate.r + g.k * v.p) / (rate.n + g.k) AS p
  FROM provinces_seen AS rate
  JOIN base AS v ON v.is_cod = rate.is_cod
  JOIN strength AS g ON g.kind = 'province'
),
cities AS (
  SELECT rate.is_cod, rate.province, rate.city, rate.n, rate.r, 1.0 * (rate.r + g.k * v.p) / (rate.n + g.k) AS p
  FROM cities_seen AS rate
  JOIN provinces AS v ON v.is_cod = rate.is_cod AND v.province = rate.province
  JOIN strength AS g ON g.kind = 'city'
),
districts AS (
  SELECT rate.is_cod, rate.province, rate.city, rate.district, rate.n, rate.r, 1.0 * (rate.r + g.k * v.p) / (rate.n + g.k) AS p
  FROM districts_seen AS rate
  JOIN cities AS v ON v.is_cod = rate.is_cod AND v.province = rate.province AND v.city = rate.city
  JOIN strength AS g ON g.kind = 'district'
),
couriers AS (
  SELECT rate.is_cod, rate.courier, rate.n, rate.r, 1.0 * (rate.r + g.k * v.p) / (rate.n + g.k) AS p
  FROM couriers_seen AS rate
  JOIN base AS v ON v.is_cod = rate.is_cod
  JOIN strength AS g ON g.kind = 'courier'
),
goods AS (
  SELECT rate.is_cod, rate.product, rate.n, rate.r, 1.0 * (rate.r + g.k * v.p) / (rate.n + g.k) AS p
  FROM goods_seen AS rate
  JOIN base AS v ON v.is_cod = rate.is_cod
  JOIN strength AS g ON g.kind = 'product'
),
hours AS (
  SELECT rate.is_cod, rate.hour_band, rate.n, rate.r, 1.0 * (rate.r + g.k * v.p) / (rate.n + g.k) AS p
  FROM hours_seen AS rate
  JOIN base AS v ON v.is_cod = rate.is_cod
  JOIN strength AS g ON g.kind = 'hour'
),
-- What waits to be shipped, and what was ordered after as_of and has ended since: no other order's chance is asked for.
asked AS (
  SELECT
    k.order_id, k.is_cod, k.customer_id, k.province, k.city, k.district, k.courier, k.product, k.hour - k.hour % 3 AS hour_band
  FROM risk_seen AS k
  WHERE (k.is_later = 0 AND k.outcome = 2) OR (k.is_later = 1 AND k.outcome <= 1)
),
parts AS (
  SELECT
    t.order_id, b.p AS base,
    CASE WHEN e.n > 0 THEN 1.0 * (e.r + y.k * COALESCE(d.p, c.p, v.p, b.p)) / (e.n + y.k) - COALESCE(d.p, c.p, v.p, b.p)
         ELSE 0.0 END AS by_person,
    COALESCE(d.p, c.p, v.p, b.p) - b.p AS by_place,
    COALESCE(u.p, b.p) - b.p AS by_courier,
    COALESCE(g.p, b.p) - b.p AS by_product,
    COALESCE(h.p, b.p) - b.p AS by_hour,
    'HP ' || e.r || '/' || e.n AS person_text,
    COALESCE(t.district || ' ' || d.r || '/' || d.n, t.city || ' ' || c.r || '/' || c.n, t.province || ' ' || v.r || '/' || v.n)
      AS place_text,
    t.courier || ' ' || u.r || '/' || u.n AS courier_text,
    COALESCE(i.product_name, t.product) || ' ' || g.r || '/' || g.n AS product_text,
    t.hour_band || '-' || (t.hour_band + 3) || 'h ' || h.r || '/' || h.n AS hour_text,
    COALESCE(e.r, 0) AS own_returns
  FROM asked AS t
  JOIN base AS b ON b.is_cod = t.is_cod
  JOIN strength AS y ON y.kind = 'person'
  LEFT JOIN people AS e ON e.person = t.customer_id
  LEFT JOIN provinces AS v ON v.is_cod = t.is_cod AND v.province = t.province
  LEFT JOIN cities AS c ON c.is_cod = t.is_cod AND c.province = t.province AND c.city = t.city
  LEFT JOIN districts AS d
    ON d.is_cod = t.is_cod AND d.province = t.province AND d.city = t.city AND d.district = t.district
  LEFT JOIN couriers AS u ON u.is_cod = t.is_cod AND u.courier = t.courier
  LEFT JOIN goods AS g ON g.is_cod = t.is_cod AND g.product = t.product
  LEFT JOIN hours AS h ON h.is_cod = t.is_cod AND h.hour_band = t.hour_band
  LEFT JOIN v_first_items AS i ON i.order_id = t.order_id
)
SELECT
  s.order_id AS order_id, s.own_returns AS own_returns,
  CAST(ROUND(100.0 * s.base) AS INTEGER) AS base_points,
  CAST(ROUND(100.0 * CASE WHEN s.risk < 0.0 THEN 0.0 WHEN s.risk > 1.0 THEN 1.0 ELSE s.risk END) AS INTEGER) AS points,
  s.risk AS risk,
  CASE WHEN s.by_person >= 0.02 THEN s.person_text || ' +' || CAST(ROUND(100.0 * s.by_person) AS INTEGER) || ' · ' ELSE '' END
  || CASE WHEN s.by_place >= 0.02 THEN s.place_text || ' +' || CAST(ROUND(100.0 * s.by_place) AS INTEGER) || ' · ' ELSE '' END
  || CASE WHEN s.by_courier >= 0.02 THEN s.courier_text || ' +' || CAST(ROUND(100.0 * s.by_courier) AS INTEGER) || ' · ' ELSE '' END
  || CASE WHEN s.by_product >= 0.02 THEN s.product_text || ' +' || CAST(ROUND(100.0 * s.by_product) AS INTEGER) || ' · ' ELSE '' END
  || CASE WHEN s.by_hour >= 0.02 THEN s.hour_text || ' +' || CAST(ROUND(100.0 * s.by_hour) AS INTEGER) || ' · ' ELSE '' END
    AS reasons
FROM (
  SELECT
    x.order_id, x.base, x.own_returns, x.by_person, x.by_place, x.by_courier, x.by_product, x.by_hour,
    x.person_text, x.place_text, x.courier_text, x.product_text, x.hour_text,
    x.base + x.by_person + x.by_place + x.by_courier + x.by_product + x.by_hour AS risk
  FROM parts AS x
) AS s
