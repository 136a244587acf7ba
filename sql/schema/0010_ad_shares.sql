-- A row of one day speaks for its day as it stands and is not stored again: only what follows from overlaps is. Those
-- are the shares of rows wider than a day, and the rows of one day that another report silences; v_ad_days puts all of
-- it together. Both are keyed by the row, so that a row which goes takes them along at no cost.
CREATE TABLE ad_shares (
  ad_row_id   INTEGER NOT NULL REFERENCES ad_performance (ad_row_id) ON DELETE CASCADE,
  ad_day      INTEGER NOT NULL,
  ad_date     TEXT NOT NULL,
  spend_sen   INTEGER NOT NULL,
  impressions INTEGER,
  clicks      INTEGER,
  results     INTEGER,
  conversions INTEGER,
  revenue_sen INTEGER,
  PRIMARY KEY (ad_row_id, ad_day)
) STRICT, WITHOUT ROWID;
INSERT INTO ad_shares
  SELECT d.ad_row_id, d.ad_day, d.ad_date, d.spend_sen, d.impressions, d.clicks, d.results, d.conversions, d.revenue_sen
  FROM ad_days AS d
  JOIN ad_performance AS r ON r.ad_row_id = d.ad_row_id
  WHERE r.date_from < r.date_to;
CREATE INDEX ad_shares_date ON ad_shares (ad_date);

CREATE TABLE ad_silent (
  ad_row_id INTEGER PRIMARY KEY REFERENCES ad_performance (ad_row_id) ON DELETE CASCADE
) STRICT;
INSERT INTO ad_silent
  SELECT ad_row_id FROM ad_performance
  WHERE date_from = date_to AND ad_row_id NOT IN (SELECT ad_row_id FROM ad_days);

DROP TABLE ad_days;

-- Reports ask for the days of a period, an import for the wide rows that reach into it. A row is in one of the two.
CREATE INDEX ad_performance_day ON ad_performance (date_from) WHERE date_from = date_to;
CREATE INDEX ad_performance_wide ON ad_performance (date_to) WHERE date_from < date_to;
