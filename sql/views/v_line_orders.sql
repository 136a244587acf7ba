-- Which sale a settlement line tells of; a line without a row names no order that is known.
--
-- order_id      the sale, never its shipment row or copy (that is via_order_id)
-- rule          by_hand, order_no or awb
-- days          the line's day less the day the order was completed (else shipped, else ordered)
CREATE VIEW v_line_orders AS
SELECT
  r.line_id,
  r.order_id,
  r.via_order_id,
  r.rule,
  l.occurred_day
    - COALESCE(o.completed_day, f.completed_day, o.shipped_day, f.shipped_day, o.ordered_day) AS days
FROM line_orders AS r
JOIN settlement_lines AS l ON l.line_id = r.line_id
JOIN orders AS o ON o.order_id = r.via_order_id
LEFT JOIN sale_feeds AS f ON f.order_id = r.order_id;
