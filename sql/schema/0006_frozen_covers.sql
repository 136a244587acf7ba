-- What a closing froze of the cover of payouts: which part of which line each one dated up to the month's
-- last day had paid out, by natural keys; `line_source` and `line_key` are '' for money from before the first
-- known line. A payout that an earlier closing covers is left to that one.
CREATE TABLE frozen_covers (
  payout_source TEXT NOT NULL,
  account       TEXT NOT NULL,
  payout_key    TEXT NOT NULL,
  decision_id   INTEGER NOT NULL REFERENCES closed_months (decision_id) ON DELETE CASCADE,
  line_source   TEXT NOT NULL DEFAULT '',
  line_key      TEXT NOT NULL DEFAULT '',
  amount_sen    INTEGER NOT NULL,
  rule          TEXT NOT NULL CHECK (rule = 'payout_ref' OR rule = 'by_fifo' OR rule = 'by_hand'),
  PRIMARY KEY (payout_source, account, payout_key, decision_id, line_source, line_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX frozen_covers_closing ON frozen_covers (decision_id);
