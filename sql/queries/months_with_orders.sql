-- The months that have an order, newest first: what an empty period and the completion name.
SELECT DISTINCT SUBSTR(o.ordered_date, 1, 7) AS month
FROM v_orders AS o
WHERE o.is_test = 0 AND o.ordered_date IS NOT NULL
ORDER BY month DESC;
