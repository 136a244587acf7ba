-- The settlement lines of the sales of the period, and all lines of numbers that no order file tells of.
SELECT r.line_id AS line_id
FROM v_sales AS o
JOIN v_lines_of_sales AS r ON r.order_id = o.order_id
WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date AND o.ordered_date <= :as_of
UNION ALL
SELECT r.line_id
FROM v_lines_of_sales AS r
WHERE r.order_id IS NULL
