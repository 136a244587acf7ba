-- Two parts of a line's shipping, where its file names them: what the buyer paid and what the platform bore.
-- The rest of `shipping_sen` is what the courier got and what came back. `omni rebuild` fills them for older imports.
ALTER TABLE settlement_lines ADD COLUMN buyer_shipping_sen INTEGER;
ALTER TABLE settlement_lines ADD COLUMN shipping_subsidy_sen INTEGER;
