-- The calendar day by day, 2010 to 2049, with its number: what turns a bound date into days to count with.
CREATE VIEW v_days AS
SELECT d.date, d.day
FROM calendar_days AS d;
