-- What the money says of each sale. Derived from settlement lines once their orders are known (line_orders); no foreign
-- keys, as there.
--
-- released_date  the first day any proceeds of the sale were released: it was delivered by then
-- told_at        as of when the newest file says so;  refund_sen  what the settlements say went back to the buyer
CREATE TABLE sale_money (
  order_id      INTEGER PRIMARY KEY,
  released_date TEXT,
  released_day  INTEGER,
  told_at       TEXT,
  refund_sen    INTEGER
) STRICT;
CREATE TABLE sale_money_stale (
  order_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO sale_money_stale SELECT DISTINCT order_id FROM line_orders WHERE order_id IS NOT NULL;

-- Of how many settled sales the order file's shipping_cost is what the courier charged: before that is proved, the column
-- is no yardstick.
CREATE TABLE proved_charges (
  platform TEXT NOT NULL,
  account  TEXT NOT NULL,
  orders   INTEGER NOT NULL,
  agreeing INTEGER NOT NULL,
  PRIMARY KEY (platform, account)
) STRICT, WITHOUT ROWID;

DROP TRIGGER settlement_lines_gone;
CREATE TRIGGER settlement_lines_gone AFTER DELETE ON settlement_lines
  BEGIN
    INSERT OR IGNORE INTO sale_money_stale (order_id)
    SELECT order_id FROM line_orders WHERE line_id = OLD.line_id AND order_id IS NOT NULL;
    DELETE FROM line_orders WHERE line_id = OLD.line_id;
    DELETE FROM line_orders_stale WHERE line_id = OLD.line_id;
  END;
CREATE TRIGGER settlement_lines_restated AFTER UPDATE ON settlement_lines
  WHEN NEW.kind <> OLD.kind OR NEW.net_sen <> OLD.net_sen OR NEW.gross_sen <> OLD.gross_sen
    OR NEW.refund_sen IS NOT OLD.refund_sen OR NEW.occurred_date <> OLD.occurred_date
    OR NEW.effective_at <> OLD.effective_at OR NEW.ledger <> OLD.ledger
  BEGIN
    INSERT OR IGNORE INTO sale_money_stale (order_id)
    SELECT order_id FROM line_orders WHERE line_id = NEW.line_id AND order_id IS NOT NULL;
  END;
