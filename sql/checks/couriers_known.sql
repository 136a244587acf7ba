-- severity: warning
-- id: Nama kurir yang tidak dikenal: pesanannya tidak masuk kurir mana pun
-- en: A courier name that is not known: its orders belong to no courier
WITH services AS (
  SELECT o.courier_service, COUNT(*) AS orders
  FROM orders AS o
  WHERE o.courier IS NULL AND COALESCE(o.courier_service, '') <> ''
  GROUP BY o.courier_service
)
SELECT s.courier_service, s.orders, courier_proposal(s.courier_service) AS proposal
FROM services AS s
WHERE NOT names_no_courier(s.courier_service)
ORDER BY s.orders DESC, s.courier_service;
