-- What a report showed of each figure, and when: a later change says by how much and through which rows.
--
-- `inputs` is the digest of all that the figure follows from: its formula, the settings, the rows that count. `entries` are
-- those rows as digests with their amounts (json, zlib), of the two newest of a figure only.
CREATE TABLE published_figures (
  report    TEXT NOT NULL,
  figure    TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date   TEXT NOT NULL,
  basis     TEXT NOT NULL,
  shown_no  INTEGER NOT NULL,
  shown_at  TEXT NOT NULL,
  value     INTEGER NOT NULL,
  formula   TEXT NOT NULL,
  settings  TEXT NOT NULL,
  inputs    TEXT NOT NULL,
  entries   BLOB,
  PRIMARY KEY (report, figure, from_date, to_date, basis, shown_no)
) STRICT, WITHOUT ROWID;
