-- Whether people keep the file themselves: nobody downloads it by the month, so it lacks no day beside exports.
ALTER TABLE import_days ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
UPDATE import_days SET by_hand = 1
WHERE import_id IN (SELECT import_id FROM import_files WHERE source = 'orders');
