-- What the sales of the stale customers come to. The sums are those of sql/shared/customer_sums.sql with no day to end at;
-- tests/unit/test_customer_facts.py holds both against each other. The status is worked out once, not anew in each sum.
INSERT INTO customer_facts
WITH sales AS MATERIALIZED (
  SELECT
    t.customer_id, v.platform, v.status, v.ordered_at, v.ordered_date, v.ordered_day, v.completed_date, v.completed_day, v.quantity,
    v.is_counted, v.net_revenue_sen, v.delivered_revenue_sen
  FROM customer_facts_stale AS t
  CROSS JOIN v_orders AS v ON v.customer_id = t.customer_id
  WHERE v.is_test = 0
),
-- What has no day is in no sum.
dated AS (
  SELECT
    s.customer_id, s.status,
    CASE WHEN s.ordered_date IS NULL THEN 0 ELSE s.is_counted END AS is_counted,
    CASE WHEN s.is_counted = 1 THEN s.ordered_date END AS counted_date,
    CASE WHEN s.is_counted = 1 AND s.ordered_date IS NOT NULL THEN s.net_revenue_sen END AS counted_sen,
    CASE WHEN s.status = 'completed' AND s.ordered_date IS NOT NULL THEN 1 ELSE 0 END AS is_done,
    CASE WHEN s.status = 'completed' THEN s.ordered_date END AS done_date,
    CASE WHEN s.status = 'completed' THEN s.ordered_day END AS done_day,
    CASE WHEN s.status = 'completed' AND s.ordered_date IS NOT NULL THEN COALESCE(s.completed_day, s.ordered_day) END AS end_day,
    CASE WHEN s.status = 'completed' AND s.ordered_date IS NOT NULL THEN s.delivered_revenue_sen END AS done_sen,
    CASE WHEN s.status = 'completed' AND s.ordered_date IS NOT NULL THEN s.quantity END AS done_items,
    CASE WHEN s.status = 'rts' AND s.ordered_date IS NOT NULL THEN 1 END AS is_rts,
    CASE WHEN s.ordered_date IS NOT NULL THEN s.platform END AS platform,
    MAX(s.ordered_date, COALESCE(s.completed_date, s.ordered_date)) AS latest_date,
    CASE WHEN s.ordered_date IS NOT NULL
         THEN SUBSTR(COALESCE(s.ordered_at, s.ordered_date) || '          ', 1, 20) || s.status END AS newest
  FROM sales AS s
)
SELECT
  o.customer_id,
  MAX(o.latest_date),
  MAX(CASE WHEN o.status = 'completed' THEN 1 ELSE 0 END),
  COALESCE(SUM(o.is_counted), 0),
  COALESCE(SUM(o.counted_sen), 0),
  COALESCE(SUM(o.is_done), 0),
  COALESCE(SUM(o.done_sen), 0),
  COALESCE(SUM(o.done_items), 0),
  COUNT(o.is_rts),
  MIN(o.counted_date),
  MAX(o.counted_date),
  MAX(o.end_day),
  CASE COUNT(DISTINCT o.platform) WHEN 0 THEN NULL WHEN 1 THEN MIN(o.platform) WHEN 2 THEN MIN(o.platform) || ', ' || MAX(o.platform)
    ELSE MIN(o.platform) || ', ' || MAX(o.platform) || ' +' || CAST(COUNT(DISTINCT o.platform) - 2 AS TEXT) END,
  MAX(o.newest),
  MIN(o.done_date),
  MAX(o.done_date),
  MAX(o.done_day) - MIN(o.done_day),
  COUNT(DISTINCT SUBSTR(o.done_date, 1, 7)),
  CASE WHEN COALESCE(SUM(o.is_done), 0) = 2 THEN 2 * (MAX(o.done_day) - MIN(o.done_day)) END
FROM dated AS o
GROUP BY o.customer_id;
