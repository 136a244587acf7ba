-- Which sale each settlement line is of, NULL where no order is known: the way from a sale to its lines.
CREATE VIEW v_lines_of_sales AS
SELECT r.line_id, r.order_id
FROM line_orders AS r;
