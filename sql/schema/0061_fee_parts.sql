-- Two parts of a line's fees, where its file names them: what goes by a rate of the product, and what is taken per order.
-- `omni rebuild` fills them for older imports.
ALTER TABLE settlement_lines ADD COLUMN admin_fee_sen INTEGER;
ALTER TABLE settlement_lines ADD COLUMN order_fee_sen INTEGER;

-- The fees agreed in omni.toml, each from a day of ordering on. Derived.
CREATE TABLE fee_terms (
  platform  TEXT NOT NULL,
  from_date TEXT NOT NULL,
  rate_bps  INTEGER NOT NULL,
  flat_sen  INTEGER NOT NULL,
  PRIMARY KEY (platform, from_date)
) STRICT, WITHOUT ROWID;
INSERT INTO fee_terms SELECT platform, '0001-01-01', fee_bps, 0 FROM settlement_terms WHERE fee_bps IS NOT NULL;
ALTER TABLE settlement_terms DROP COLUMN fee_bps;
