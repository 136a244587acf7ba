-- needs: v_months
-- The costs of every calendar month by [[costs.monthly]] in omni.toml: of each name the newest row that begins by the
-- month's end, for the whole month.
CREATE VIEW v_monthly_costs AS
SELECT
  m.month,
  m.from_date,
  m.to_date,
  c.cost,
  c.amount_sen
FROM v_months AS m
JOIN (
  SELECT
    substr(s.name, 9, 10) AS since,
    substr(s.name, 20) AS cost,
    CAST(s.value AS INTEGER) AS amount_sen
  FROM store_settings AS s
  WHERE s.name LIKE 'monthly.%'
) AS c ON c.since < m.to_date
WHERE NOT EXISTS (
  SELECT 1 FROM store_settings AS l
   WHERE l.name LIKE 'monthly.%' AND substr(l.name, 20) = c.cost
     AND substr(l.name, 9, 10) > c.since AND substr(l.name, 9, 10) < m.to_date);
