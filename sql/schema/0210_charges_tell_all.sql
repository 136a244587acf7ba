-- The admin fee and the fee per order stand in `charges` by their names, and nothing reads them apart any more.
ALTER TABLE settlement_lines DROP COLUMN admin_fee_sen;
ALTER TABLE settlement_lines DROP COLUMN order_fee_sen;
