-- What the platform took for an order, by the names its file gives: {"name": sen, …}, negative where it is taken. The parts of
-- fee_sen but the affiliates' commission, which stands in affiliate_sen. NULL where a file names none.
-- `omni rebuild` fills it for older imports.
ALTER TABLE settlement_lines ADD COLUMN charges TEXT;
