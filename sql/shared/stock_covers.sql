-- needs: as_of_day
-- needs: return_parcels
-- Each SKU as it was last counted by :as_of, what it sells in a day, and for how many days it lasts.
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
