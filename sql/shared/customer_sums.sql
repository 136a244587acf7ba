-- needs: as_of_day
-- needs: late_orders
-- What the orders of each customer came to by as_of, anonymous buyers too. Completed orders count from the day they
-- were completed (else ordered). life_cycle: definitions 1.11. newest: time (20 characters) and status of the newest order, whether it
-- counts or not. Of most customers the facts hold: they are read as they lie (NOT (a > b)), not in the order of an index.
SELECT
  s.customer_id AS customer_id, s.counted_orders AS counted_orders, s.placed_sen AS placed_sen,
  s.completed_orders AS completed_orders, s.completed_sen AS completed_sen, s.items AS items,
  s.rts_orders AS rts_orders, s.first_date AS first_date, s.last_date AS last_date,
  s.last_done_day AS last_done_day, s.platforms AS platforms, s.newest AS newest,
  CASE WHEN s.completed_orders >= 4 THEN 'Loyal'
       WHEN s.completed_orders >= 2 THEN 'Returning'
       WHEN s.completed_orders = 0 THEN 'Lead'
       WHEN a.day - s.last_done_day <= 90 THEN 'New'
       ELSE 'Churn' END AS life_cycle
FROM (
  SELECT
    f.customer_id, f.counted_orders, f.placed_sen, f.completed_orders, f.completed_sen, f.items, f.rts_orders, f.first_date,
    f.last_date, f.last_done_day, f.newest, f.platforms
  FROM v_customer_facts AS f
  WHERE NOT (f.latest_date > :as_of) /* narrowed by f.customer_id */
  UNION ALL
  SELECT
    o.customer_id,
    COALESCE(SUM(o.is_counted), 0) AS counted_orders,
    COALESCE(SUM(CASE WHEN o.is_counted = 1 THEN o.net_revenue_sen END), 0) AS placed_sen,
    COALESCE(SUM(o.is_done), 0) AS completed_orders,
    COALESCE(SUM(CASE WHEN o.is_ended = 1 THEN o.delivered_revenue_sen END), 0) AS completed_sen,
    COALESCE(SUM(CASE WHEN o.is_done = 1 THEN o.quantity END), 0) AS items,
    COUNT(CASE WHEN o.status = 'rts' THEN 1 END) AS rts_orders,
    MIN(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS first_date,
    MAX(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS last_date,
    MAX(CASE WHEN o.is_done = 1 THEN o.done_day END) AS last_done_day,
    MAX(SUBSTR(COALESCE(o.ordered_at, o.ordered_date) || '          ', 1, 20) || o.status) AS newest,
    CASE COUNT(DISTINCT o.platform) WHEN 1 THEN MIN(o.platform) WHEN 2 THEN MIN(o.platform) || ', ' || MAX(o.platform)
      ELSE MIN(o.platform) || ', ' || MAX(o.platform) || ' +' || CAST(COUNT(DISTINCT o.platform) - 2 AS TEXT) END AS platforms
  FROM late_orders AS o
  GROUP BY o.customer_id
) AS s
CROSS JOIN as_of_day AS a
