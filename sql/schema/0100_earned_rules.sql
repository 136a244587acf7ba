-- What people's answers taught matching. Derived from decisions, money and settings, like `matches`.

-- A way in which pairs miss the sure rules, per payer: less by always the same fee, a sender that no text
-- names, too late, too early. `confirmations` since it was last wrong; from `needed` on it books by itself.
-- hits, misses, held: what it would have done with the pairs that people decided.
CREATE TABLE match_rules (
  ref           TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('fee', 'sender', 'late', 'early')),
  platform      TEXT NOT NULL,
  payer         TEXT NOT NULL,
  amount_sen    INTEGER NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('learning', 'trusted', 'lost', 'ruled_out', 'off')),
  confirmations INTEGER NOT NULL,
  needed        INTEGER NOT NULL,
  rejections    INTEGER NOT NULL,
  reach_days    INTEGER NOT NULL,
  hits          INTEGER NOT NULL,
  misses        INTEGER NOT NULL,
  held          INTEGER NOT NULL,
  booked        INTEGER NOT NULL,
  PRIMARY KEY (kind, platform, payer, amount_sen)
) STRICT, WITHOUT ROWID;

-- The shadow log: what a rule would have done with a pair (`would`), before (or without) it being trusted, and
-- what people said of it. `nth` counts the answers about one pair; without an answer the pair is open.
CREATE TABLE match_shadows (
  payout_line_id INTEGER NOT NULL,
  transaction_id INTEGER NOT NULL,
  nth            INTEGER NOT NULL,
  log_no         INTEGER NOT NULL,
  rule           TEXT NOT NULL,
  would          TEXT NOT NULL CHECK (would IN ('book', 'tie', 'beyond')),
  said           TEXT NOT NULL CHECK (said IN ('same', 'not_same', 'other', 'open')),
  outcome        TEXT NOT NULL CHECK (outcome IN ('hit', 'miss', 'held', 'booked', 'waiting')),
  confirmations  INTEGER NOT NULL,
  needed         INTEGER NOT NULL,
  trusted        INTEGER NOT NULL CHECK (trusted IN (0, 1)),
  decision_id    INTEGER,
  PRIMARY KEY (payout_line_id, transaction_id, nth)
) STRICT, WITHOUT ROWID;
