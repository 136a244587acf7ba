-- computed once
-- The settled sales of the period that teach what a platform charges; refunded ones and those settled several times teach nothing.
SELECT
  l.order_id AS order_id, l.payer AS platform, l.ordered_date AS ordered_date, l.ordered_day AS ordered_day,
  MIN(l.line_id) AS line_id, MIN(l.items_sen) AS items_sen, MIN(l.slack_sen) AS slack_sen, MIN(l.product) AS product
FROM v_charged_lines AS l
WHERE l.ordered_date >= :from_date AND l.ordered_date < :to_date AND l.ordered_date <= :as_of AND l.is_incomplete = 0
  AND l.occurred_date <= :as_of AND l.refund_sen = 0 AND l.items_sen > 0
GROUP BY l.order_id, l.payer, l.ordered_date, l.ordered_day
HAVING MIN(l.line_id) = MAX(l.line_id)
