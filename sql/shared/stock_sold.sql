-- needs: as_of_day
-- needs: return_parcels
-- computed once
-- The newest count of each SKU up to the day counted to, what was sold since, and pieces sold a day: counted orders (without
-- returns) of the 28 days that end with the newest order. Days no file tells of yet are not days without sales.
--
-- last_day   the newest order's day; NULL where there is no order in 28 days
-- since      pieces of counted orders after the day of the count: those that come back are missing until they are back
-- back       pieces of returned parcels that were scanned in whole and good after that day
SELECT
  s.sku,
  s.name,
  s.pieces,
  s.as_of_date,
  w.day AS last_day,
  COALESCE(d.units, 0) AS units,
  COALESCE(d.since, 0) AS since,
  COALESCE(d.back, 0) AS back
FROM (
  SELECT n.sku, MAX(n.as_of_date) AS as_of_date
  FROM v_stock_snapshots AS n
  WHERE n.as_of_date <= :as_of
  GROUP BY n.sku
) AS k
JOIN v_stock_snapshots AS s ON s.sku = k.sku AND s.as_of_date = k.as_of_date
CROSS JOIN (
  SELECT MAX(o.ordered_day) AS day
  FROM v_orders AS o
  CROSS JOIN as_of_day AS t
  WHERE o.is_test = 0 AND o.ordered_day > t.day - 28 AND o.ordered_day <= t.day
    AND o.ordered_date > COALESCE((SELECT h.date FROM as_of_day AS e JOIN v_days AS h ON h.day = e.day - 28), '') AND o.ordered_date <= :as_of
) AS w
LEFT JOIN (
  SELECT
    x.sku,
    COALESCE(SUM(CASE WHEN x.day > x.last_day - 28 AND x.status <> 'rts' THEN x.quantity END), 0) AS units,
    COALESCE(SUM(CASE WHEN x.day > x.count_day THEN x.quantity END), 0) AS since,
    COALESCE(SUM(CASE WHEN x.back_day > x.count_day THEN x.quantity END), 0) AS back
  FROM (
    SELECT i.product AS sku, i.quantity, o.status, o.ordered_day AS day, NULL AS back_day, l.day AS last_day, c.as_of_day AS count_day
    FROM v_orders AS o
    JOIN v_order_items AS i ON i.order_id = o.order_id
    JOIN (
      SELECT n.sku, MAX(n.as_of_day) AS as_of_day
      FROM v_stock_snapshots AS n WHERE n.as_of_date <= :as_of GROUP BY n.sku
    ) AS c ON c.sku = i.product
    CROSS JOIN as_of_day AS t
    CROSS JOIN (
      SELECT MAX(m.ordered_day) AS day
      FROM v_orders AS m CROSS JOIN as_of_day AS y
      WHERE m.is_test = 0 AND m.ordered_day > y.day - 28 AND m.ordered_day <= y.day
        AND m.ordered_date > COALESCE((SELECT h.date FROM as_of_day AS e JOIN v_days AS h ON h.day = e.day - 28), '') AND m.ordered_date <= :as_of
    ) AS l
    WHERE o.is_counted = 1 AND o.ordered_day <= t.day
      AND (o.ordered_day > l.day - 28 OR o.ordered_day > c.as_of_day)
    UNION ALL
    SELECT i.product, i.quantity, 'rts', NULL, p.whole_day, NULL, c.as_of_day
    FROM return_parcels AS p
    JOIN v_order_items AS i ON i.order_id = p.order_id
    JOIN (
      SELECT n.sku, MAX(n.as_of_day) AS as_of_day
      FROM v_stock_snapshots AS n WHERE n.as_of_date <= :as_of GROUP BY n.sku
    ) AS c ON c.sku = i.product
    WHERE p.whole_day IS NOT NULL
  ) AS x
  GROUP BY x.sku
) AS d ON d.sku = s.sku
