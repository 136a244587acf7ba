-- The calendar as tables: a day is looked up by its date or its number instead of being counted up to, and months
-- and days are shifted without functions that only SQLite has. Days from 2010 to 2049 (v_days); months from 2009 on,
-- for a window of a year that ends in 2010.
CREATE TABLE calendar_days (
  day  INTEGER PRIMARY KEY,   -- days since 1970-01-01
  date TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO calendar_days (day, date)
WITH RECURSIVE n(i) AS (SELECT 14610 UNION ALL SELECT i + 1 FROM n WHERE i < 29219)
SELECT n.i, date(n.i * 86400, 'unixepoch') FROM n;

CREATE TABLE calendar_months (
  month_no  INTEGER PRIMARY KEY,  -- 12 × year + month
  month     TEXT NOT NULL UNIQUE,
  from_date TEXT NOT NULL,
  last_date TEXT NOT NULL,
  to_date   TEXT NOT NULL
) STRICT;

INSERT INTO calendar_months (month_no, month, from_date, last_date, to_date)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 491),
months AS (SELECT n.i, date('2009-01-01', '+' || n.i || ' months') AS first FROM n)
SELECT
  12 * 2009 + 1 + m.i, SUBSTR(m.first, 1, 7), m.first, date(m.first, '+1 month', '-1 day'), date(m.first, '+1 month')
FROM months AS m;
