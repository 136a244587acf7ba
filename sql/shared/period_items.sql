-- computed once
-- The item lines of the sales of the period with what one unit cost, looked up once for all that ask for it.
SELECT
  i.order_id AS order_id, i.quantity AS quantity, i.quantity - i.returned_quantity AS kept, i.unit_cogs_sen AS unit_cogs_sen
FROM v_sales AS s
JOIN v_order_items AS i ON i.order_id = s.order_id
WHERE s.ordered_date >= :from_date AND s.ordered_date < :to_date
