-- What omni.toml says that views need to know, mirrored when a session opens. The file is the truth: a
-- setting that is not here has its default.
CREATE TABLE store_settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
