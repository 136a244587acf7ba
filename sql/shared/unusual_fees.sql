-- needs: order_fees
-- needs: fee_lessons
-- computed once
-- Sales whose fee is none of those that others paid (definitions 1.20): off by more than Rp200 and 2 % from what at least 20
-- sales teach, four in five of which agree. A rate that its product's other sales have, or several and more than one in a hundred
-- of the month's, is a rate of its own (another category), no odd one. gap_sen: negative where more was taken.
SELECT u.order_id AS order_id, COALESCE(SUM(u.usual_sen - u.fee_sen), 0) AS gap_sen
FROM (
  SELECT
    o.order_id, o.fee_sen, w.agreeing AS alike, m.orders AS orders_of_month,
    CASE WHEN l.agreeing * 5 >= l.orders * 4 AND l.rate_bps = o.rate_bps AND l.flat_sen = o.flat_sen THEN o.fee_sen
         WHEN l.orders >= 20 AND l.agreeing * 5 >= l.orders * 4 THEN l.flat_sen + CAST(ROUND(1.0 * o.items_sen * l.rate_bps / 10000) AS INTEGER)
         WHEN m.agreeing * 5 >= m.orders * 4 AND (o.product <> '' OR o.kind IN ('service', 'order_fee'))
         THEN m.flat_sen + CAST(ROUND(1.0 * o.items_sen * m.rate_bps / 10000) AS INTEGER) END AS usual_sen
  FROM order_fees AS o
  JOIN fee_lessons AS m ON m.platform = o.platform AND m.month = o.month AND m.kind = o.kind AND m.product = '*'
  LEFT JOIN fee_lessons AS l
    ON l.platform = o.platform AND l.month = o.month AND l.kind = o.kind AND l.product = o.product AND o.product <> ''
  JOIN (
    SELECT x.platform, x.month, x.kind, x.rate_bps, x.flat_sen, COUNT(*) AS agreeing
    FROM order_fees AS x
    GROUP BY x.platform, x.month, x.kind, x.rate_bps, x.flat_sen
  ) AS w ON w.platform = o.platform AND w.month = o.month AND w.kind = o.kind AND w.rate_bps = o.rate_bps AND w.flat_sen = o.flat_sen
  WHERE m.orders >= 20
) AS u
WHERE u.usual_sen IS NOT NULL AND (u.alike = 1 OR u.alike * 100 <= u.orders_of_month)
  AND ABS(u.usual_sen - u.fee_sen) > 20000 AND 50 * ABS(u.usual_sen - u.fee_sen) > u.usual_sen
GROUP BY u.order_id
