-- Whether any order is a test is asked at every load; they are few.
CREATE INDEX orders_tests ON orders (order_id) WHERE is_test = 1;
