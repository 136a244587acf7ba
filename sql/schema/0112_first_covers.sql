-- The first line of a payout, which its fee stands beside, is found without reading all that it covers.
DROP INDEX payout_covers_payout;
CREATE INDEX payout_covers_payout ON payout_covers (payout_line_id, line_id);
