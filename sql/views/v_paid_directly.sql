-- needs: v_dues
-- Sales whose buyer paid the seller himself, with what was paid (net revenue and shipping, less what went back) and the
-- day. Where a payer settles the sale after all, its lines tell it instead.
CREATE VIEW v_paid_directly AS
SELECT
  d.order_id,
  d.paid_date,
  d.direct_sen
FROM v_dues AS d
WHERE d.route = 'direct' AND d.paid_date IS NOT NULL AND d.outcome NOT IN ('test', 'lead', 'gone')
  AND NOT EXISTS (
    SELECT 1
    FROM line_orders AS r
    JOIN settlement_lines AS l ON l.line_id = r.line_id
    WHERE r.order_id = d.order_id AND l.kind IN ('revenue', 'payment_from'));
