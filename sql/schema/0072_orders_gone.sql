-- The newest order that every line was held against goes down only with the newest order itself: its number is given
-- again. Lowered further, it hid that orders between had been seen, and a change of their numbers went unnoticed.
-- Lines that reached it through the number of a copy of it are looked at again as well.
DROP TRIGGER orders_gone;
CREATE TRIGGER orders_gone AFTER DELETE ON orders
  BEGIN
    INSERT OR IGNORE INTO line_orders_stale (line_id)
    SELECT s.line_id FROM settlement_lines AS s WHERE s.order_no IN (OLD.order_no, OLD.external_no)
    UNION SELECT s.line_id FROM settlement_lines AS s WHERE s.awb = OLD.awb
    UNION SELECT r.line_id FROM line_orders AS r WHERE r.order_id = OLD.order_id;
    UPDATE line_orders_seen SET order_id = (SELECT COALESCE(MAX(o.order_id), 0) FROM orders AS o)
    WHERE order_id > (SELECT COALESCE(MAX(o.order_id), 0) FROM orders AS o);
  END;

-- What such a change left behind is resolved once more.
INSERT OR IGNORE INTO line_orders_stale (line_id) SELECT line_id FROM settlement_lines;
