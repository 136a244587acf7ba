-- The calendar with what people's money follows: pay-day, twin dates, Lebaran. One season a day, the strongest first.
--
-- weekday  0 is Monday
-- season   `lebaran` from 21 days before the first day of Idul Fitri (the holiday allowance comes in) to 10 days after it;
--          `twin` where day and month are the same number; `payday` from the 25th to the 1st; else `ordinary`
-- in_holiday  1 from 5 days before that first day (couriers take no more parcels) to 10 days after it: sales fall as they do on
--          no other day
-- The first days are those of the holidays package (official up to now, estimated later); a test compares them.
CREATE VIEW v_seasons AS
WITH lebaran AS (
  SELECT '2015-07-17' AS first_date
  UNION ALL SELECT '2016-07-06'
  UNION ALL SELECT '2017-06-25'
  UNION ALL SELECT '2018-06-15'
  UNION ALL SELECT '2019-06-05'
  UNION ALL SELECT '2020-05-24'
  UNION ALL SELECT '2021-05-13'
  UNION ALL SELECT '2022-05-02'
  UNION ALL SELECT '2023-04-22'
  UNION ALL SELECT '2024-04-10'
  UNION ALL SELECT '2025-03-31'
  UNION ALL SELECT '2026-03-21'
  UNION ALL SELECT '2027-03-10'
  UNION ALL SELECT '2028-02-27'
  UNION ALL SELECT '2029-02-15'
  UNION ALL SELECT '2030-02-04'
  UNION ALL SELECT '2031-01-25'
  UNION ALL SELECT '2032-01-14'
  UNION ALL SELECT '2033-01-03'
  UNION ALL SELECT '2033-12-23'
  UNION ALL SELECT '2034-12-12'
  UNION ALL SELECT '2035-12-01'
  UNION ALL SELECT '2036-11-19'
  UNION ALL SELECT '2037-11-09'
  UNION ALL SELECT '2038-10-30'
  UNION ALL SELECT '2039-10-19'
  UNION ALL SELECT '2040-10-08'
)
SELECT
  d.date AS date,
  d.day AS day,
  (d.day + 3) % 7 AS weekday,
  CASE WHEN EXISTS (SELECT 1 FROM lebaran AS l
                      JOIN calendar_days AS f ON f.date = l.first_date
                     WHERE d.day BETWEEN f.day - 21 AND f.day + 10) THEN 'lebaran'
       WHEN SUBSTR(d.date, 6, 2) = SUBSTR(d.date, 9, 2) THEN 'twin'
       WHEN SUBSTR(d.date, 9, 2) >= '25' OR SUBSTR(d.date, 9, 2) = '01' THEN 'payday'
       ELSE 'ordinary' END AS season,
  CASE WHEN EXISTS (SELECT 1 FROM lebaran AS l
                      JOIN calendar_days AS f ON f.date = l.first_date
                     WHERE d.day BETWEEN f.day - 5 AND f.day + 10) THEN 1 ELSE 0 END AS in_holiday
FROM v_days AS d;
