-- Questions about a month find its rows by their day.
--
-- The day a parcel left is looked up by itself (v_departures): what left in a month is not what was ordered in it.
CREATE INDEX orders_shipped ON orders (shipped_date) WHERE shipped_date IS NOT NULL;
CREATE INDEX orders_not_shipped ON orders (COALESCE(ready_date, confirmed_date, ordered_date)) WHERE shipped_date IS NULL;
CREATE INDEX sale_feeds_shipped ON sale_feeds (shipped_date) WHERE shipped_date IS NOT NULL;

-- Of whichever ledger: what came in a month, and the month before it.
CREATE INDEX settlement_lines_date ON settlement_lines (occurred_date);
