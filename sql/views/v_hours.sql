-- The hours of a day, 0 to 23.
CREATE VIEW v_hours AS
WITH RECURSIVE h(hour) AS (SELECT 0 UNION ALL SELECT hour + 1 FROM h WHERE hour < 23)
SELECT hour FROM h;
