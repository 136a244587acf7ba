-- Orders whose links are to be looked for again, noted as they change, whoever changes them; 0: all of them. New ones are found by
-- their ids (line_orders_seen). What had a number, a parcel or a phone and has it no longer may free another order's link.
CREATE TABLE sale_links_stale (
  order_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO sale_links_stale VALUES (0);

CREATE TRIGGER sale_links_order_gone AFTER DELETE ON orders
  BEGIN
    INSERT INTO sale_links_stale (order_id) SELECT 0 WHERE 0 NOT IN (SELECT order_id FROM sale_links_stale);
  END;
CREATE TRIGGER sale_links_order_told
  AFTER UPDATE OF platform, account, order_no, external_no, awb, recipient_phone, cod_value_sen, ordered_date, ordered_at, status,
    return_kind, delivery_problem, courier, shipped_at, shipped_date, delivered_date, completed_at, completed_date, returned_date,
    shipping_cost_sen, cod_fee_sen, return_fee_sen, handled_by, utm_source, utm_campaign ON orders
  BEGIN
    -- NOT IN instead of OR IGNORE: an upsert around a trigger takes its own way with conflicts.
    INSERT INTO sale_links_stale (order_id)
    SELECT t.order_id FROM (
      SELECT
        CASE WHEN NEW.platform <> OLD.platform OR NEW.account <> OLD.account OR NEW.order_no <> OLD.order_no
               OR (OLD.external_no IS NOT NULL AND NEW.external_no IS NOT OLD.external_no)
               OR (OLD.awb IS NOT NULL AND NEW.awb IS NOT OLD.awb)
               OR (OLD.recipient_phone IS NOT NULL AND OLD.cod_value_sen > 0
                   AND (NEW.recipient_phone IS NOT OLD.recipient_phone OR NEW.cod_value_sen IS NOT OLD.cod_value_sen
                        OR NEW.ordered_date IS NOT OLD.ordered_date OR NEW.awb IS NOT OLD.awb
                        OR (NEW.status = 'canceled') <> (OLD.status = 'canceled')))
             THEN 0 ELSE NEW.order_id END AS order_id) AS t
    WHERE t.order_id NOT IN (SELECT order_id FROM sale_links_stale);
  END;
