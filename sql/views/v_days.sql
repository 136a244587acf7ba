-- The calendar day by day, 2010 to 2049, with its number: what turns a bound date into days to count with.
CREATE VIEW v_days AS
WITH RECURSIVE n(i) AS (SELECT 14610 UNION ALL SELECT i + 1 FROM n WHERE i < 29219)
SELECT date(n.i * 86400, 'unixepoch') AS date, n.i AS day FROM n;
