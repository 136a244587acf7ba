-- Files that a batch went on without (--keep-going): no import, but their names and what was wrong with them stay to
-- work from. One row per finding; the first of them is why the file was refused or the first broken line.
CREATE TABLE refused_files (
  batch_id  INTEGER NOT NULL REFERENCES import_batches (batch_id),
  file_no   INTEGER NOT NULL,
  issue_no  INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  source    TEXT,
  rows_read INTEGER NOT NULL,
  sheet     TEXT,
  row_no    INTEGER,
  code      TEXT NOT NULL,
  severity  TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning' OR severity = 'notice'),
  "column"  TEXT,
  value     TEXT,
  key       TEXT,
  fields    TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (batch_id, file_no, issue_no)
) STRICT, WITHOUT ROWID;
