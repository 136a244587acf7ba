-- Things that an ads file names by an id are known by it: then campaign, adset and ad hold the id, and *_name what
-- people read. Where the file has names only, these are NULL.
ALTER TABLE ad_performance ADD COLUMN campaign_name TEXT;
ALTER TABLE ad_performance ADD COLUMN adset_name TEXT;
ALTER TABLE ad_performance ADD COLUMN ad_name TEXT;

-- A row of one day counts as it stands and is not stored again. The rows that do not simply stand are: what of their
-- spend counts, and the first and last day it falls on (NULL where nothing of it counts). ad_shares has the days.
CREATE TABLE ad_spread (
  ad_row_id   INTEGER PRIMARY KEY REFERENCES ad_performance (ad_row_id) ON DELETE CASCADE,
  spread_from TEXT,
  spread_to   TEXT,
  spend_sen   INTEGER NOT NULL
) STRICT;
INSERT INTO ad_spread
  SELECT ad_row_id, MIN(ad_date), MAX(ad_date), SUM(spend_sen) FROM ad_shares GROUP BY ad_row_id;
INSERT INTO ad_spread
  SELECT ad_row_id, NULL, NULL, 0 FROM ad_performance
  WHERE ad_row_id NOT IN (SELECT ad_row_id FROM ad_spread)
    AND (date_from < date_to OR ad_row_id IN (SELECT ad_row_id FROM ad_silent));
DROP TABLE ad_silent;
