-- A buyer's first counted order and an order number of two shops are found without reading the orders themselves.
CREATE INDEX orders_first ON orders (customer_id, ordered_date)
  WHERE sale_of_order_id IS NULL AND is_test = 0
    AND status IN ('confirmed', 'in_process', 'ready_to_ship', 'shipped', 'completed', 'rts', 'closed');
CREATE INDEX orders_first_leads ON orders (customer_id, ordered_date)
  WHERE sale_of_order_id IS NULL AND is_test = 0 AND status IN ('created', 'pending');
CREATE INDEX orders_clash ON orders (platform, account, order_no) WHERE account_clash = 1;
