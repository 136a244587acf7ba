-- severity: warning
-- id: Provinsi atau kota yang tidak dikenal, bermakna ganda, atau tidak cocok satu sama lain
-- en: A province or city that is unknown, ambiguous, or does not fit the other
WITH places AS (
  SELECT o.province, o.city, region_state(o.province, o.city, o.district) AS state, COUNT(*) AS orders
  FROM orders AS o
  WHERE COALESCE(o.province, o.city) IS NOT NULL
    AND COALESCE(o.province, '') NOT LIKE '%*%' AND COALESCE(o.city, '') NOT LIKE '%*%'
  GROUP BY o.province, o.city, region_state(o.province, o.city, o.district)
)
SELECT p.province, p.city, p.state, p.orders, region_proposal(p.province, p.city) AS proposal
FROM places AS p
WHERE p.state IN ('ambiguous', 'unmapped')
ORDER BY p.orders DESC, p.province, p.city;
