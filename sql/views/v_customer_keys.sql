-- Which customer each key is: a phone as 'phone:+62…', else a platform's user name.
CREATE VIEW v_customer_keys AS
SELECT k.key, k.customer_id FROM customer_keys AS k;
