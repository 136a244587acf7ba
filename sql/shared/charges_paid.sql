-- needs: sales_charged
-- computed once
-- What each of those sales paid of each charge that its file names. What is given back at once is no charge.
SELECT
  s.order_id AS order_id, s.platform AS platform, s.ordered_date AS ordered_date, s.ordered_day AS ordered_day, c.charge AS charge,
  s.items_sen AS items_sen, -c.amount_sen AS paid_sen, s.slack_sen AS slack_sen, s.product AS product
FROM sales_charged AS s
JOIN v_charges AS c ON c.line_id = s.line_id
WHERE c.amount_sen < 0
