-- Every buyer. `confidence` is certain, probable (a masked name and phone) or anonymous (nothing to
-- identify the buyer by: a customer of its own, outside repeat and segments).
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
FROM customers AS c;
