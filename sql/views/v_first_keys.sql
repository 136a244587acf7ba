-- The key by which commands and lists know a customer: the first of its keys.
CREATE VIEW v_first_keys AS
SELECT k.customer_id, MIN(k.key) AS customer
FROM customer_keys AS k
GROUP BY k.customer_id;
