-- Parcels on their way with a delivery problem, and the day since when it is known: that of the newest file that has
-- the parcel. No file names the day of the problem; an alarm may be late, not early.
CREATE VIEW v_delivery_problems AS
SELECT
  p.order_id,
  p.problem,
  d.date AS since_date,
  d.day AS since_day
FROM (
  SELECT
    o.order_id,
    COALESCE(o.delivery_problem, f.delivery_problem) AS problem,
    COALESCE(
      (SELECT MAX(c.effective_at) FROM orders AS c
        WHERE c.sale_of_order_id = o.order_id AND c.delivery_problem IS NOT NULL),
      o.effective_at) AS since_at
  FROM orders AS o
  LEFT JOIN sale_feeds AS f ON f.order_id = o.order_id
  WHERE o.sale_of_order_id IS NULL AND COALESCE(o.delivery_problem, f.delivery_problem) IS NOT NULL
) AS p
-- Instants are UTC: from 17:00 on it is the next day in Jakarta.
LEFT JOIN calendar_days AS u ON u.date = SUBSTR(p.since_at, 1, 10)
LEFT JOIN calendar_days AS d ON d.day = u.day + CASE WHEN SUBSTR(p.since_at, 12, 2) >= '17' THEN 1 ELSE 0 END;
