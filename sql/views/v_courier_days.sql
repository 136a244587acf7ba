-- What omni.toml says of single couriers: after how many days on the way a parcel is stuck, and how many days there
-- are to act on a delivery problem; NULL where it does not say. `courier` in lower case.
CREATE VIEW v_courier_days AS
SELECT
  d.courier,
  MAX(CASE WHEN d.what = 'stuck_days' THEN d.days END) AS stuck_days,
  MAX(CASE WHEN d.what = 'act_days' THEN d.days END) AS act_days
FROM (
  SELECT
    substr(s.name, 1, instr(s.name, '.') - 1) AS what,
    substr(s.name, instr(s.name, '.') + 1) AS courier,
    CAST(s.value AS INTEGER) AS days
  FROM store_settings AS s
  WHERE s.name LIKE 'stuck\_days.%' ESCAPE '\' OR s.name LIKE 'act\_days.%' ESCAPE '\'
) AS d
GROUP BY d.courier;
