-- Which order each settlement line is of, resolved once (sql/queries/resolve_lines.sql) and kept. Derived; no foreign
-- keys, as in payout_covers.
--
-- order_id      the sale; via_order_id the row the line names, which may be a shipment or copy of it
CREATE TABLE line_orders (
  line_id      INTEGER PRIMARY KEY,
  order_id     INTEGER,
  via_order_id INTEGER,
  rule         TEXT CHECK (rule = 'by_hand' OR rule = 'order_no' OR rule = 'awb')
) STRICT;
CREATE INDEX line_orders_order ON line_orders (order_id);
CREATE INDEX line_orders_by_hand ON line_orders (line_id) WHERE rule = 'by_hand';

-- Lines to be resolved again, and the newest order that every line has been held against. New lines and orders are
-- found by their ids; what changes or goes is noted here as it happens, whoever changes it.
CREATE TABLE line_orders_stale (
  line_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE line_orders_seen (
  order_id INTEGER NOT NULL
) STRICT;
INSERT INTO line_orders_seen SELECT COALESCE(MAX(order_id), 0) FROM orders;

CREATE TRIGGER settlement_lines_gone AFTER DELETE ON settlement_lines
  BEGIN
    DELETE FROM line_orders WHERE line_id = OLD.line_id;
    DELETE FROM line_orders_stale WHERE line_id = OLD.line_id;
  END;
CREATE TRIGGER settlement_lines_renumbered AFTER UPDATE OF platform, account, order_no, awb ON settlement_lines
  WHEN NEW.order_no IS NOT OLD.order_no OR NEW.awb IS NOT OLD.awb
    OR NEW.platform <> OLD.platform OR NEW.account <> OLD.account
  BEGIN
    INSERT OR IGNORE INTO line_orders_stale (line_id) VALUES (NEW.line_id);
  END;
CREATE TRIGGER orders_gone AFTER DELETE ON orders
  BEGIN
    INSERT OR IGNORE INTO line_orders_stale (line_id)
    SELECT s.line_id FROM settlement_lines AS s WHERE s.order_no IN (OLD.order_no, OLD.external_no)
    UNION SELECT s.line_id FROM settlement_lines AS s WHERE s.awb = OLD.awb;
    UPDATE line_orders_seen SET order_id = OLD.order_id - 1 WHERE order_id >= OLD.order_id;
  END;
CREATE TRIGGER orders_renumbered AFTER UPDATE OF order_no, external_no, awb, platform, account, sale_of_order_id ON orders
  WHEN NEW.order_id <= (SELECT order_id FROM line_orders_seen)
    AND (NEW.order_no <> OLD.order_no OR NEW.external_no IS NOT OLD.external_no OR NEW.awb IS NOT OLD.awb
      OR NEW.platform <> OLD.platform OR NEW.account <> OLD.account
      OR NEW.sale_of_order_id IS NOT OLD.sale_of_order_id)
  BEGIN
    INSERT OR IGNORE INTO line_orders_stale (line_id)
    SELECT s.line_id FROM settlement_lines AS s WHERE s.order_no IN (OLD.order_no, OLD.external_no)
    UNION SELECT s.line_id FROM settlement_lines AS s WHERE s.awb = OLD.awb;
    INSERT OR IGNORE INTO line_orders_stale (line_id)
    SELECT s.line_id FROM settlement_lines AS s WHERE s.order_no IN (NEW.order_no, NEW.external_no)
    UNION SELECT s.line_id FROM settlement_lines AS s WHERE s.awb = NEW.awb;
  END;

INSERT INTO line_orders_stale SELECT line_id FROM settlement_lines;
INSERT INTO line_orders (line_id, order_id, via_order_id, rule)
SELECT
  r.line_id,
  COALESCE(o.sale_of_order_id, o.order_id) AS order_id,
  o.order_id AS via_order_id,
  CASE
    WHEN o.order_id IS NULL THEN NULL
    WHEN r.hand_order_id IS NOT NULL THEN 'by_hand'
    WHEN r.order_no IN (o.order_no, o.external_no)
      OR EXISTS (SELECT 1 FROM orders AS x WHERE x.external_no = r.order_no) THEN 'order_no'
    ELSE 'awb'
  END AS rule
FROM (
  SELECT
    h.line_id,
    h.order_no,
    h.hand_order_id,
    COALESCE(
      h.hand_order_id,
      (SELECT o.order_id
         FROM orders AS o
        WHERE o.platform = h.platform AND o.account = h.account AND o.order_no = h.order_no),
      (SELECT o.order_id
         FROM orders AS o
        WHERE o.platform = CASE h.platform WHEN 'tokopedia' THEN 'tiktok' WHEN 'tiktok' THEN 'tokopedia' END
          AND o.account = h.account AND o.order_no = h.order_no),
      (SELECT CASE WHEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) = MAX(COALESCE(o.sale_of_order_id, o.order_id))
                   THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
         FROM orders AS o
        WHERE o.external_no = h.order_no),
      (SELECT CASE WHEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) = MAX(COALESCE(o.sale_of_order_id, o.order_id))
                   THEN MIN(COALESCE(o.sale_of_order_id, o.order_id)) END
         FROM orders AS o
        WHERE o.awb = h.awb)
    ) AS found_order_id
  FROM (
    SELECT
      s.line_id, s.platform, s.account, s.order_no, s.awb,
      (SELECT g.row_id
         FROM match_legs AS l
         CROSS JOIN match_legs AS g ON g.match_id = l.match_id AND g.table_name = 'orders'
        WHERE l.table_name = 'settlement_lines' AND l.row_id = s.line_id AND l.side = 'line') AS hand_order_id
    FROM settlement_lines AS s
    WHERE s.line_id IN (SELECT line_id FROM line_orders_stale)
  ) AS h
) AS r
LEFT JOIN orders AS o ON o.order_id = r.found_order_id;
DELETE FROM line_orders_stale;

-- The first line a payout paid out is looked up beside each of its lines.
DROP INDEX payout_covers_payout;
CREATE INDEX payout_covers_payout ON payout_covers (payout_line_id, line_id);
-- Which payers have settled anything is asked of an index, as for detail lines.
CREATE INDEX settlement_lines_wallet ON settlement_lines (platform, account, occurred_date) WHERE ledger = 'wallet';
