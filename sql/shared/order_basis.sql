-- needs: period_cash
-- needs: settled_platforms
-- Every order of the period and those without a day, with what it counts on the basis or why it does not.
-- reason   '' where it counts on the basis; else what keeps it out
-- revenue_sen   what it brings on the basis, 0 where it does not count
SELECT
  o.order_id,
  o.customer_id,
  o.platform,
  o.account,
  o.order_no,
  o.ordered_date,
  o.status,
  o.first_order_date,
  o.is_test,
  o.is_counted,
  o.is_open,
  o.net_revenue_sen,
  CASE WHEN o.is_test = 1 THEN 'test'
       WHEN o.ordered_date IS NULL THEN 'no_date'
       WHEN o.status IN ('created', 'pending') THEN 'not_bought'
       WHEN o.is_counted = 0 THEN 'canceled'
       WHEN :basis = 'placed' THEN ''
       WHEN :basis = 'delivered' AND o.status = 'completed' THEN ''
       WHEN :basis = 'delivered' AND o.status IN ('rts', 'closed') THEN 'returned'
       WHEN :basis = 'delivered' THEN 'not_completed'
       WHEN c.order_id IS NOT NULL THEN ''
       WHEN s.platform IS NULL THEN 'no_settlement_data'
       ELSE 'not_settled' END AS reason,
  CASE WHEN o.is_counted = 0 THEN 0
       ELSE CASE :basis WHEN 'placed' THEN o.net_revenue_sen
                        WHEN 'delivered' THEN o.delivered_revenue_sen
                        ELSE COALESCE(c.net_sen, 0) END END AS revenue_sen
FROM v_orders AS o
LEFT JOIN period_cash AS c ON c.order_id = o.order_id
LEFT JOIN settled_platforms AS s ON s.platform = o.platform
WHERE (o.ordered_date >= :from_date AND o.ordered_date < :to_date) OR o.ordered_date IS NULL
