-- What settlements prove of the shipping that order files name is counted again only where a sale of such an account is told anew;
-- before, every load went through all sales that were paid on delivery. The platforms are those of sql/queries/proved_charges.sql.
-- NOT IN instead of OR IGNORE: an upsert around a trigger takes its own way with conflicts.
CREATE TRIGGER proved_charges_order_told AFTER UPDATE OF platform, account, shipping_cost_sen ON orders
  WHEN (OLD.platform IN ('orderonline', 'scalev') OR NEW.platform IN ('orderonline', 'scalev'))
    AND (NEW.platform <> OLD.platform OR NEW.account <> OLD.account OR NEW.shipping_cost_sen IS NOT OLD.shipping_cost_sen)
  BEGIN
    INSERT INTO sale_money_stale (order_id)
    SELECT NEW.order_id WHERE NEW.order_id NOT IN (SELECT order_id FROM sale_money_stale);
  END;
CREATE TRIGGER proved_charges_order_gone AFTER DELETE ON orders
  WHEN OLD.platform IN ('orderonline', 'scalev')
  BEGIN
    INSERT INTO sale_money_stale (order_id)
    SELECT OLD.order_id WHERE OLD.order_id NOT IN (SELECT order_id FROM sale_money_stale);
  END;
CREATE TRIGGER proved_charges_line_told AFTER UPDATE OF shipping_sen ON settlement_lines
  WHEN NEW.shipping_sen IS NOT OLD.shipping_sen
  BEGIN
    INSERT INTO sale_money_stale (order_id)
    SELECT r.order_id FROM line_orders AS r
    WHERE r.line_id = NEW.line_id AND r.order_id IS NOT NULL AND r.order_id NOT IN (SELECT order_id FROM sale_money_stale);
  END;
