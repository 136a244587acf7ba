-- The fees agreed in omni.toml: a rate of the items and an amount per order, from a day of ordering on.
CREATE VIEW v_fee_terms AS
SELECT t.platform, t.from_date, t.rate_bps, t.flat_sen
FROM fee_terms AS t;
