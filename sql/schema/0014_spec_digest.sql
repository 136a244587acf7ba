-- By which content of its source a file was read: columns, spellings, functions and the engine.
ALTER TABLE import_files ADD COLUMN spec_digest TEXT NOT NULL DEFAULT '';
