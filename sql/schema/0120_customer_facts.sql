-- What the sales of each customer come to, test orders aside: derived (sql/queries/customer_facts.sql), so that a question about
-- customers adds up only the orders of those whose newest day lies after the day it asks for. No foreign keys, as in line_orders.
--
-- latest_date     the newest day any of its sales was ordered or completed: from that day on the sums hold as they stand
-- ever_completed  1 where a sale was completed, with a day or without
-- newest          time (20 characters) and status of the newest order
-- done_…          of the completed ones, by the day they were ordered; twice_median_gap  twice the median of the days between them
CREATE TABLE customer_facts (
  customer_id      INTEGER PRIMARY KEY,
  latest_date      TEXT,
  ever_completed   INTEGER NOT NULL,
  counted_orders   INTEGER NOT NULL,
  placed_sen       INTEGER NOT NULL,
  completed_orders INTEGER NOT NULL,
  completed_sen    INTEGER NOT NULL,
  items            INTEGER NOT NULL,
  rts_orders       INTEGER NOT NULL,
  first_date       TEXT,
  last_date        TEXT,
  last_done_day    INTEGER,
  platforms        TEXT,
  newest           TEXT,
  done_first_date  TEXT,
  done_last_date   TEXT,
  done_days        INTEGER,
  done_months      INTEGER NOT NULL,
  twice_median_gap INTEGER
) STRICT;
CREATE INDEX customer_facts_latest ON customer_facts (latest_date);

-- Customers to be added up again. New orders are found by their ids (line_orders_seen), what money says of a sale by
-- sale_money_stale; what changes or goes is noted here as it happens, whoever changes it.
CREATE TABLE customer_facts_stale (
  customer_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO customer_facts_stale SELECT customer_id FROM customers;

CREATE TRIGGER customer_facts_order_gone AFTER DELETE ON orders
  BEGIN
    -- NOT IN instead of OR IGNORE: an upsert around a trigger takes its own way with conflicts.
    INSERT INTO customer_facts_stale (customer_id)
    SELECT OLD.customer_id WHERE OLD.customer_id NOT IN (SELECT customer_id FROM customer_facts_stale);
  END;
CREATE TRIGGER customer_facts_order_told
  AFTER UPDATE OF customer_id, platform, status, return_kind, is_test, is_deleted, sale_of_order_id, ordered_at, ordered_date,
    completed_date, quantity, net_revenue_sen, refund_sen, effective_at ON orders
  WHEN NEW.customer_id <> OLD.customer_id OR NEW.platform <> OLD.platform OR NEW.status <> OLD.status
    OR NEW.return_kind IS NOT OLD.return_kind OR NEW.is_test <> OLD.is_test OR NEW.is_deleted <> OLD.is_deleted
    OR NEW.sale_of_order_id IS NOT OLD.sale_of_order_id OR NEW.ordered_at IS NOT OLD.ordered_at
    OR NEW.ordered_date IS NOT OLD.ordered_date OR NEW.completed_date IS NOT OLD.completed_date
    OR NEW.quantity IS NOT OLD.quantity OR NEW.net_revenue_sen IS NOT OLD.net_revenue_sen
    OR NEW.refund_sen IS NOT OLD.refund_sen OR NEW.effective_at <> OLD.effective_at
  BEGIN
    INSERT INTO customer_facts_stale (customer_id)
    SELECT OLD.customer_id WHERE OLD.customer_id NOT IN (SELECT customer_id FROM customer_facts_stale)
    UNION SELECT NEW.customer_id WHERE NEW.customer_id NOT IN (SELECT customer_id FROM customer_facts_stale);
  END;
CREATE TRIGGER customer_facts_feed_come AFTER INSERT ON sale_feeds
  BEGIN
    INSERT INTO customer_facts_stale (customer_id) SELECT o.customer_id FROM orders AS o
    WHERE o.order_id = NEW.order_id AND o.customer_id NOT IN (SELECT customer_id FROM customer_facts_stale);
  END;
CREATE TRIGGER customer_facts_feed_gone AFTER DELETE ON sale_feeds
  BEGIN
    INSERT INTO customer_facts_stale (customer_id) SELECT o.customer_id FROM orders AS o
    WHERE o.order_id = OLD.order_id AND o.customer_id NOT IN (SELECT customer_id FROM customer_facts_stale);
  END;
