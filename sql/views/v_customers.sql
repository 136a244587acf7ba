-- needs: v_settings
-- Every buyer that counts as a customer. `confidence` is certain, probable (a masked name and phone; left out
-- where identity.masked = "exclude") or anonymous (nothing to identify the buyer by: a customer of its own,
-- outside repeat and segments).
CREATE VIEW v_customers AS
SELECT
  c.customer_id,
  c.name,
  c.category,
  c.province,
  c.city,
  c.district,
  c.first_source,
  c.confidence
FROM customers AS c
CROSS JOIN v_settings AS s
WHERE c.confidence <> 'probable' OR s.without_probable = 0;
