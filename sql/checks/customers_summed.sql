-- severity: error
-- id: Jumlah yang disimpan per pelanggan tidak sama dengan jumlah pesanan (`omni rebuild`)
-- en: The sums stored of customers are not those of their orders (`omni rebuild`)
-- All customers together: one look at the orders, where one by one each would be looked up.
SELECT s.orders, s.completed, s.revenue_sen, s.stored_orders, s.stored_completed, s.stored_revenue_sen, s.stale
FROM (
  SELECT
    COUNT(CASE WHEN o.is_counted = 1 THEN o.ordered_date END) AS orders,
    COUNT(CASE WHEN o.status = 'completed' AND o.is_test = 0 THEN o.ordered_date END) AS completed,
    COALESCE(SUM(CASE WHEN o.ordered_date IS NOT NULL THEN o.delivered_revenue_sen END), 0) AS revenue_sen,
    (SELECT COALESCE(SUM(f.counted_orders), 0) FROM customer_facts AS f) AS stored_orders,
    (SELECT COALESCE(SUM(f.completed_orders), 0) FROM customer_facts AS f) AS stored_completed,
    (SELECT COALESCE(SUM(f.completed_sen), 0) FROM customer_facts AS f) AS stored_revenue_sen,
    (SELECT COUNT(*) FROM customer_facts_stale AS t) AS stale
  FROM v_orders AS o
) AS s
WHERE s.orders <> s.stored_orders OR s.completed <> s.stored_completed OR s.revenue_sen <> s.stored_revenue_sen OR s.stale > 0;
