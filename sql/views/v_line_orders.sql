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
    WHEN l.order_no IN (o.order_no, o.external_no) THEN 'order_no'
    WHEN l.awb = o.awb THEN 'awb'
    WHEN EXISTS (SELECT 1 FROM match_legs AS h
                  WHERE h.table_name = 'settlement_lines' AND h.row_id = l.line_id AND h.side = 'line')
    THEN 'by_hand'
    WHEN l.awb IS NOT NULL THEN 'awb'
    ELSE 'order_no'
  END AS rule,
  l.occurred_day
    - COALESCE(o.completed_day, f.completed_day, o.shipped_day, f.shipped_day, o.ordered_day) AS days
FROM v_lines AS l
JOIN orders AS o ON o.order_id = l.via_order_id
LEFT JOIN sale_feeds AS f ON f.order_id = COALESCE(o.sale_of_order_id, o.order_id);
