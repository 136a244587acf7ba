-- Parcels on their way with a delivery problem, and the day since when it is known: that of the newest file that has
-- the parcel. No file names the day of the problem; an alarm may be late, not early.
CREATE VIEW v_delivery_problems AS
SELECT
  p.order_id,
  p.problem,
  p.since_date,
  CAST(julianday(p.since_date) - 2440587.5 AS INTEGER) AS since_day
FROM (
  SELECT
    o.order_id,
    COALESCE(o.delivery_problem, f.delivery_problem) AS problem,
    date(COALESCE(
      (SELECT MAX(c.effective_at) FROM orders AS c
        WHERE c.sale_of_order_id = o.order_id AND c.delivery_problem IS NOT NULL),
      o.effective_at), '+7 hours') AS since_date
  FROM orders AS o
  LEFT JOIN sale_feeds AS f ON f.order_id = o.order_id
  WHERE o.sale_of_order_id IS NULL AND COALESCE(o.delivery_problem, f.delivery_problem) IS NOT NULL
) AS p;
