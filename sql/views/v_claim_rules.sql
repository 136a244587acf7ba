-- What omni.toml says of claims ([[claims]]): for how many days a courier or platform takes one, and up to how much.
-- payer in lower case; kind NULL: of every kind; times: the ceiling as so many times the order's shipping.
CREATE VIEW v_claim_rules AS
SELECT
  MAX(CASE WHEN fields.field = 'payer' THEN fields.value END) AS payer,
  MAX(CASE WHEN fields.field = 'kind' THEN fields.value END) AS kind,
  MAX(CASE WHEN fields.field = 'since' THEN fields.value END) AS since,
  MAX(CASE WHEN fields.field = 'days' THEN CAST(fields.value AS INTEGER) END) AS days,
  MAX(CASE WHEN fields.field = 'ceiling_sen' THEN CAST(fields.value AS INTEGER) END) AS ceiling_sen,
  MAX(CASE WHEN fields.field = 'times' THEN CAST(fields.value AS INTEGER) END) AS times
FROM (
  SELECT
    substr(s.name, 8, 4) AS number,
    substr(s.name, 13) AS field,
    s.value
  FROM store_settings AS s
  WHERE s.name LIKE 'claims.%'
) AS fields
GROUP BY fields.number;
