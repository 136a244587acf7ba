-- Which days each file covers, so that days without a file are never read as days without money.
-- need: orders, ads, settlements, bank. slack: the longest stretch of days without a row inside, at least 1.
CREATE TABLE import_days (
  import_id INTEGER NOT NULL REFERENCES import_files (import_id),
  need      TEXT NOT NULL,
  account   TEXT NOT NULL,
  from_day  INTEGER NOT NULL,
  to_day    INTEGER NOT NULL,
  slack     INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (import_id, need, account, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_months (
  import_id INTEGER NOT NULL REFERENCES import_files (import_id),
  need      TEXT NOT NULL,
  account   TEXT NOT NULL,
  month     TEXT NOT NULL,
  "rows"    INTEGER NOT NULL,
  PRIMARY KEY (import_id, need, account, month)
) STRICT, WITHOUT ROWID;
