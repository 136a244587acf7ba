-- What a month should reach by [targets] in omni.toml: revenue, gmv in sen, orders as a count; other figures are not here.
CREATE VIEW v_targets AS
SELECT
  substr(s.name, 8, 7) AS month,
  substr(s.name, 16) AS figure,
  CAST(s.value AS INTEGER) AS target
FROM store_settings AS s
WHERE s.name LIKE 'target.%';
