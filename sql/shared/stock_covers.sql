-- needs: stock_sold
-- needs: return_parcels
-- Each SKU as it was last counted by :as_of, what it sells in a day, for how many days that count lasts, and what is left of it
-- after what was sold since, with what came back: that decides its state.
SELECT
  s.sku AS sku,
  s.name AS name,
  s.pieces AS stock,
  CASE WHEN s.last_day IS NOT NULL THEN CAST(ROUND(10000.0 * s.units / 28) AS INTEGER) END AS daily_units_bps,
  CAST(ROUND(28.0 * s.pieces / NULLIF(s.units, 0)) AS INTEGER) AS cover_days,
  CASE WHEN s.pieces + s.back > s.since THEN s.pieces + s.back - s.since ELSE 0 END AS left_pieces,
  CASE WHEN s.units > 0 THEN CAST(ROUND(28.0 * CASE WHEN s.pieces + s.back > s.since THEN s.pieces + s.back - s.since ELSE 0 END / s.units) AS INTEGER) END AS left_days,
  COALESCE(b.units, 0) AS on_the_way_back,
  s.as_of_date AS as_of_date,
  CASE WHEN s.last_day IS NOT NULL THEN s.units END AS units_28,
  CASE WHEN EXISTS (SELECT 1 FROM v_product_costs AS g WHERE g.sku = s.sku AND g.kind = 'digital') THEN 'digital'
       WHEN s.pieces + s.back - s.since <= 0 THEN 'out'
       WHEN s.last_day IS NULL THEN 'unknown'
       WHEN s.units = 0 THEN 'dead'
       WHEN 28.0 * (s.pieces + s.back - s.since) / s.units <= 7 THEN 'low'
       ELSE 'ok' END AS state
FROM stock_sold AS s
LEFT JOIN (
  SELECT i.product AS sku, COALESCE(SUM(i.quantity), 0) AS units
  FROM return_parcels AS p
  JOIN v_order_items AS i ON i.order_id = p.order_id
  WHERE p.on_the_way > 0
  GROUP BY i.product
) AS b ON b.sku = s.sku
