-- Every buyer that counts as a customer. `confidence` is certain, probable (a masked name and phone; left out
-- where identity.masked = "exclude") or anonymous (nothing to identify the buyer by: a customer of its own,
-- outside repeat and segments). One table and no join, so that a query looks up only the customers it joins.
--
-- category         the profile's (`omni customers`; of several phones the least one's, in the order of the index); a lead is a
--                  Pelanggan from the first completed order on
CREATE VIEW v_customers AS
SELECT
  c.customer_id,
  c.name,
  COALESCE(
    NULLIF(COALESCE(
      (SELECT p.category
         FROM customer_keys AS k
         JOIN customer_profiles AS p ON p.phone = SUBSTR(k.key, 7) AND p.is_deleted = 0
        WHERE k.customer_id = c.customer_id AND SUBSTR(k.key, 1, 6) = 'phone:'
        ORDER BY k.key LIMIT 1), c.category), 'leads'),
    (SELECT CASE WHEN f.ever_completed = 1 THEN 'pelanggan' END FROM customer_facts AS f WHERE f.customer_id = c.customer_id),
    'leads') AS category,
  c.province,
  c.city,
  c.district,
  c.first_source,
  c.confidence
FROM customers AS c
WHERE c.confidence <> 'probable'
   OR NOT EXISTS (SELECT 1 FROM store_settings AS m WHERE m.name = 'identity.masked' AND m.value = 'exclude');
