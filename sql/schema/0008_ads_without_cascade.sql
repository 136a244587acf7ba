-- The days of ads are derived again whenever rows of their account change, so they need no cascade: without an index
-- on its child, one makes an undo look through all days for every row it deletes. And CHECK (… IN (…)) of more than
-- two words builds its list anew for every row: spelled out with OR, storing ad rows takes a third less.
CREATE TABLE ad_days_0008 (
  platform    TEXT NOT NULL,
  account     TEXT NOT NULL,
  ad_day      INTEGER NOT NULL,
  ad_date     TEXT NOT NULL,
  level       TEXT NOT NULL,
  campaign    TEXT NOT NULL,
  adset       TEXT NOT NULL,
  ad          TEXT NOT NULL,
  ad_row_id   INTEGER NOT NULL,
  estimated   INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  spend_sen   INTEGER NOT NULL,
  impressions INTEGER,
  clicks      INTEGER,
  results     INTEGER,
  conversions INTEGER,
  revenue_sen INTEGER,
  PRIMARY KEY (platform, account, ad_day, campaign, adset, ad)
) STRICT, WITHOUT ROWID;
INSERT INTO ad_days_0008 SELECT * FROM ad_days;
DROP TABLE ad_days;
ALTER TABLE ad_days_0008 RENAME TO ad_days;
CREATE INDEX ad_days_date ON ad_days (ad_date);

CREATE TABLE ad_performance_0008 (
  ad_row_id    INTEGER PRIMARY KEY,
  platform     TEXT NOT NULL,
  account      TEXT NOT NULL,
  level        TEXT NOT NULL CHECK (level = 'account' OR level = 'campaign' OR level = 'adset' OR level = 'ad'),
  campaign     TEXT NOT NULL DEFAULT '',
  adset        TEXT NOT NULL DEFAULT '',
  ad           TEXT NOT NULL DEFAULT '',
  date_from    TEXT NOT NULL,
  date_to      TEXT NOT NULL,
  from_day     INTEGER NOT NULL,
  to_day       INTEGER NOT NULL,
  source       TEXT NOT NULL,
  spend_sen    INTEGER NOT NULL,
  impressions  INTEGER,
  reach        INTEGER,
  clicks       INTEGER,
  results      INTEGER,
  result_type  TEXT,
  conversions  INTEGER,
  revenue_sen  INTEGER,
  effective_at TEXT NOT NULL,
  UNIQUE (platform, account, level, campaign, adset, ad, date_from, date_to)
) STRICT;
INSERT INTO ad_performance_0008 SELECT * FROM ad_performance;
DROP TABLE ad_performance;
ALTER TABLE ad_performance_0008 RENAME TO ad_performance;

-- Deleting the sale of a copy looks its links up by the sale.
CREATE INDEX sale_links_sale ON sale_links (sale_order_id);
