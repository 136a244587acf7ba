-- For every day the windows of 1, 3, 6 and 12 calendar months that end with it: (start_date, date]. A month that is
-- too short gives its last day.
CREATE VIEW v_month_windows AS
SELECT
  d.date,
  e.month_no - m.month_no AS months,
  CASE WHEN m.month || SUBSTR(d.date, 8) > m.last_date THEN m.last_date ELSE m.month || SUBSTR(d.date, 8) END AS start_date
FROM calendar_days AS d
JOIN calendar_months AS e ON e.month = SUBSTR(d.date, 1, 7)
JOIN calendar_months AS m
  ON m.month_no IN (e.month_no - 1, e.month_no - 3, e.month_no - 6, e.month_no - 12);
