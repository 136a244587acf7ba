-- The stretch of days that each file is about, by need and account: what it covers, not when it was made.
CREATE VIEW v_file_days AS
SELECT d.import_id, d.need, d.account, d.from_day, d.to_day
FROM import_days AS d;
