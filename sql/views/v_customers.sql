-- needs: v_settings
-- Every buyer that counts as a customer. `confidence` is certain, probable (a masked name and phone; left out
-- where identity.masked = "exclude") or anonymous (nothing to identify the buyer by: a customer of its own,
-- outside repeat and segments). `customer` is the first of its keys, by which commands know it.
CREATE VIEW v_customers AS
SELECT
  c.customer_id,
  c.name,
  c.category,
  c.province,
  c.city,
  c.district,
  c.first_source,
  c.confidence,
  (SELECT MIN(k.key) FROM customer_keys AS k WHERE k.customer_id = c.customer_id) AS customer
FROM customers AS c
CROSS JOIN v_settings AS s
WHERE c.confidence <> 'probable' OR s.without_probable = 0;
