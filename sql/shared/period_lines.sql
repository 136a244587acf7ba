-- computed once
-- The settlement lines of the sales of the period; of numbers that no order file tells of, all lines of each that has one in the
-- period; of lines without a number, those of its days. What a line without a sale belongs with stands beside it.
SELECT
  r.line_id AS line_id, r.order_id AS order_id, NULL AS platform, NULL AS account, NULL AS order_key, NULL AS day_date
FROM v_sales AS o
JOIN v_lines_of_sales AS r ON r.order_id = o.order_id
WHERE o.ordered_date >= :from_date AND o.ordered_date < :to_date AND o.ordered_date <= :as_of
UNION ALL
SELECT
  u.line_id, NULL, u.platform, u.account, u.order_key, CASE WHEN u.order_key IS NULL THEN u.occurred_date END
FROM (
  SELECT l.line_id, l.platform, l.account, COALESCE(l.order_no, l.awb) AS order_key, l.occurred_date
  FROM v_lines_of_sales AS r
  JOIN v_lines AS l ON l.line_id = r.line_id
  WHERE r.order_id IS NULL AND l.occurred_date <= :as_of
) AS u
WHERE (u.order_key IS NULL AND u.occurred_date >= :from_date AND u.occurred_date < :to_date)
   OR u.order_key IN (
     SELECT COALESCE(k.order_no, k.awb)
     FROM v_lines_of_sales AS q
     JOIN v_lines AS k ON k.line_id = q.line_id
     WHERE q.order_id IS NULL AND k.occurred_date >= :from_date AND k.occurred_date < :to_date
   )
