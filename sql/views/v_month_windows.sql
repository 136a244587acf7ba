-- needs: v_days
-- For every day the windows of 1, 3, 6 and 12 calendar months that end with it: (start_date, date]. A month that is
-- too short gives its last day.
CREATE VIEW v_month_windows AS
WITH widths (months) AS (VALUES (1), (3), (6), (12)),
ends AS (
  SELECT d.date, w.months, date(d.date, 'start of month', '-' || w.months || ' months') AS month_date
  FROM v_days AS d
  CROSS JOIN widths AS w
)
SELECT
  e.date,
  e.months,
  MIN(
    date(e.month_date, '+' || (CAST(SUBSTR(e.date, 9, 2) AS INTEGER) - 1) || ' days'),
    date(e.month_date, '+1 month', '-1 day')
  ) AS start_date
FROM ends AS e;
