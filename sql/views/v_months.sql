-- The calendar, month by month, 2010 to 2049: a month without any order still gets its row.
CREATE VIEW v_months AS
SELECT m.month, m.from_date, m.to_date
FROM calendar_months AS m
WHERE m.from_date >= '2010-01-01';
