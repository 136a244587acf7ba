-- The calendar, month by month, 2010 to 2049: a month without any order still gets its row.
CREATE VIEW v_months AS
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 479)
SELECT
  printf('%04d-%02d', 2010 + i / 12, i % 12 + 1) AS month,
  printf('%04d-%02d-01', 2010 + i / 12, i % 12 + 1) AS from_date,
  printf('%04d-%02d-01', 2010 + (i + 1) / 12, (i + 1) % 12 + 1) AS to_date
FROM n;
