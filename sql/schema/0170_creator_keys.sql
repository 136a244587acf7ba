-- How names and handles of creators are compared, wherever one stands: without spaces around it, @ and capitals.
ALTER TABLE orders ADD COLUMN creator_key TEXT GENERATED ALWAYS AS (LOWER(REPLACE(TRIM(creator), '@', ''))) VIRTUAL;
ALTER TABLE live_sessions ADD COLUMN creator_key TEXT GENERATED ALWAYS AS (LOWER(REPLACE(TRIM(creator), '@', ''))) VIRTUAL;
ALTER TABLE planned_lives ADD COLUMN creator_key TEXT GENERATED ALWAYS AS (LOWER(REPLACE(TRIM(creator), '@', ''))) VIRTUAL;
ALTER TABLE video_performance ADD COLUMN creator_key TEXT GENERATED ALWAYS AS (LOWER(REPLACE(TRIM(creator), '@', ''))) VIRTUAL;
ALTER TABLE creator_performance ADD COLUMN creator_key TEXT GENERATED ALWAYS AS (LOWER(REPLACE(TRIM(creator), '@', ''))) VIRTUAL;
ALTER TABLE creator_samples ADD COLUMN creator_key TEXT GENERATED ALWAYS AS (LOWER(REPLACE(TRIM(creator), '@', ''))) VIRTUAL;
