-- The first keys of customers with an order on one of the :platforms (json).
SELECT y.customer
FROM v_first_keys AS y
WHERE y.customer_id IN (SELECT o.customer_id FROM orders AS o
                         WHERE o.platform IN (SELECT value FROM json_each(:platforms)));
