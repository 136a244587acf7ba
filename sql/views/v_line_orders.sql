-- needs: v_lines
-- Which sale a settlement line tells of; a line without a row names no order that is known.
--
-- order_id      the sale, never its shipment row or copy (that is via_order_id)
-- rule          by_hand, order_no or awb
-- days          the line's day less the day the order was completed (else shipped, else ordered)
CREATE VIEW v_line_orders AS
SELECT
  l.line_id,
  COALESCE(o.sale_of_order_id, o.order_id) AS order_id,
  o.order_id AS via_order_id,
  CASE
    WHEN EXISTS (SELECT 1 FROM match_legs AS g
                 CROSS JOIN match_legs AS h ON h.match_id = g.match_id AND h.table_name = 'orders'
                  WHERE g.table_name = 'settlement_lines' AND g.row_id = l.line_id AND g.side = 'line'
                    AND h.row_id = o.order_id) THEN 'by_hand'
    WHEN l.order_no IN (o.order_no, o.external_no)
      OR EXISTS (SELECT 1 FROM orders AS x WHERE x.external_no = l.order_no) THEN 'order_no'
    ELSE 'awb'
  END AS rule,
  l.occurred_day
    - COALESCE(o.completed_day, f.completed_day, o.shipped_day, f.shipped_day, o.ordered_day) AS days
FROM v_lines AS l
JOIN orders AS o ON o.order_id = l.via_order_id
LEFT JOIN sale_feeds AS f ON f.order_id = COALESCE(o.sale_of_order_id, o.order_id);
