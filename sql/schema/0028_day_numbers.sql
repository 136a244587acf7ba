-- A day number is always computed from the date beside it; it is no longer stored a second time.
ALTER TABLE orders DROP COLUMN ordered_day;
ALTER TABLE orders DROP COLUMN shipped_day;
ALTER TABLE orders DROP COLUMN completed_day;
ALTER TABLE orders ADD COLUMN ordered_day INTEGER GENERATED ALWAYS AS (CAST(julianday(ordered_date) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE orders ADD COLUMN shipped_day INTEGER GENERATED ALWAYS AS (CAST(julianday(shipped_date) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE orders ADD COLUMN completed_day INTEGER GENERATED ALWAYS AS (CAST(julianday(completed_date) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE sale_feeds DROP COLUMN shipped_day;
ALTER TABLE sale_feeds DROP COLUMN completed_day;
ALTER TABLE sale_feeds ADD COLUMN shipped_day INTEGER GENERATED ALWAYS AS (CAST(julianday(shipped_date) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE sale_feeds ADD COLUMN completed_day INTEGER GENERATED ALWAYS AS (CAST(julianday(completed_date) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE bank_transactions DROP COLUMN posted_day;
ALTER TABLE bank_transactions ADD COLUMN posted_day INTEGER GENERATED ALWAYS AS (CAST(julianday(posted_date) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE ad_performance DROP COLUMN from_day;
ALTER TABLE ad_performance DROP COLUMN to_day;
ALTER TABLE ad_performance ADD COLUMN from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(date_from) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE ad_performance ADD COLUMN to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(date_to) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE bank_statements ADD COLUMN from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(date_from) - 2440587.5 AS INTEGER)) VIRTUAL;
ALTER TABLE bank_statements ADD COLUMN to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(date_to) - 2440587.5 AS INTEGER)) VIRTUAL;
