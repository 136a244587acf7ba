-- Bank statements, and what matching derives: who covered which line, which bank line paid it out.

-- One movement of a bank account. `seq` counts movements of one day that are equal in both amounts,
-- oldest first: the same statement in another format, or an overlapping one, tells of the same rows.
CREATE TABLE bank_transactions (
  transaction_id INTEGER PRIMARY KEY,
  source         TEXT NOT NULL,
  bank           TEXT NOT NULL,
  account_no     TEXT NOT NULL,
  posted_at      TEXT,
  posted_date    TEXT NOT NULL,
  posted_day     INTEGER NOT NULL,
  value_date     TEXT,
  seq            INTEGER NOT NULL,
  description    TEXT,
  reference      TEXT,
  debit_sen      INTEGER NOT NULL DEFAULT 0 CHECK (debit_sen >= 0),
  credit_sen     INTEGER NOT NULL DEFAULT 0 CHECK (credit_sen >= 0),
  balance_sen    INTEGER,
  counterparty   TEXT,
  effective_at   TEXT NOT NULL,
  UNIQUE (account_no, posted_date, debit_sen, credit_sen, seq)
) STRICT;
CREATE INDEX bank_transactions_amount ON bank_transactions (credit_sen) WHERE credit_sen > 0;

-- What each statement says of itself: the months an account is covered for, and its proof.
CREATE TABLE bank_statements (
  statement_id INTEGER PRIMARY KEY,
  source       TEXT NOT NULL,
  bank         TEXT NOT NULL,
  account_no   TEXT NOT NULL,
  date_from    TEXT NOT NULL,
  date_to      TEXT NOT NULL,
  opening_sen  INTEGER,
  closing_sen  INTEGER,
  credit_sen   INTEGER NOT NULL,
  debit_sen    INTEGER NOT NULL,
  lines        INTEGER NOT NULL,
  proof        TEXT NOT NULL CHECK (proof IN ('proved', 'not_provable')),
  effective_at TEXT NOT NULL,
  UNIQUE (account_no, date_from, date_to)
) STRICT;

-- Which part of a settlement line a withdrawal paid out. Derived; `line_id` NULL is money from before
-- the first line that is known (an opening balance, or files that are missing). No foreign keys: it is
-- derived anew, whole, with the lines of a wallet, and looking up both ends of a million rows takes time.
CREATE TABLE payout_covers (
  payout_line_id INTEGER NOT NULL,
  line_id        INTEGER,
  amount_sen     INTEGER NOT NULL,
  rule           TEXT NOT NULL CHECK (rule = 'payout_ref' OR rule = 'by_fifo' OR rule = 'by_hand')
) STRICT;
CREATE INDEX payout_covers_payout ON payout_covers (payout_line_id);
CREATE INDEX payout_covers_line ON payout_covers (line_id) WHERE line_id IS NOT NULL;

-- A pair, or a set, of facts that are the same money. Derived by the rules, or made by hand (then
-- `decision_id` says by which decision). `suggested` matches are shown and count for nothing; a
-- `dangling` one was made by hand and lacks an object. `ref` is the name a person calls it by: made of
-- its keys, so it outlives every new derivation.
CREATE TABLE matches (
  match_id       INTEGER PRIMARY KEY,
  ref            TEXT NOT NULL,
  rule           TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('booked', 'suggested', 'dangling')),
  made_by        TEXT NOT NULL CHECK (made_by IN ('rule', 'hand')),
  decision_id    INTEGER,
  score          INTEGER,
  amount_score   INTEGER,
  payer_score    INTEGER,
  days_score     INTEGER,
  days           INTEGER,
  fee_sen        INTEGER NOT NULL DEFAULT 0,
  difference_sen INTEGER NOT NULL DEFAULT 0,
  explanation    TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE match_legs (
  match_id    INTEGER NOT NULL REFERENCES matches (match_id) ON DELETE CASCADE,
  side        TEXT NOT NULL CHECK (side IN ('order', 'line', 'payout', 'bank')),
  table_name  TEXT NOT NULL CHECK (table_name IN ('orders', 'settlement_lines', 'bank_transactions')),
  natural_key TEXT NOT NULL,
  row_id      INTEGER,
  amount_sen  INTEGER NOT NULL,
  PRIMARY KEY (match_id, table_name, natural_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_legs_row ON match_legs (table_name, row_id);

-- Why a payout or a bank credit found no partner: its nearest candidates, the first test each failed.
CREATE TABLE match_misses (
  table_name    TEXT NOT NULL CHECK (table_name IN ('settlement_lines', 'bank_transactions')),
  row_id        INTEGER NOT NULL,
  nth           INTEGER NOT NULL,
  candidate_table TEXT CHECK (candidate_table IN ('settlement_lines', 'bank_transactions')),
  candidate_id  INTEGER,
  failed_test   TEXT NOT NULL,
  explanation   TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (table_name, row_id, nth)
) STRICT, WITHOUT ROWID;

-- Whether a wallet's own balances prove its lines: opening + movements = closing. Derived.
CREATE TABLE wallet_proofs (
  platform     TEXT NOT NULL,
  account      TEXT NOT NULL,
  date_from    TEXT NOT NULL,
  date_to      TEXT NOT NULL,
  opening_sen  INTEGER,
  credited_sen INTEGER NOT NULL,
  paid_out_sen INTEGER NOT NULL,
  closing_sen  INTEGER,
  proof        TEXT NOT NULL CHECK (proof IN ('proved', 'broken', 'not_provable')),
  gap_sen      INTEGER,
  PRIMARY KEY (platform, account)
) STRICT, WITHOUT ROWID;

-- What of gross_sen went back to the buyer (negative), where a file says so in a column of its own.
ALTER TABLE settlement_lines ADD COLUMN refund_sen INTEGER;

-- What matching looks lines and orders up by.
ALTER TABLE settlement_lines ADD COLUMN occurred_day INTEGER
  GENERATED ALWAYS AS (CAST(julianday(occurred_date) - 2440587.5 AS INTEGER)) VIRTUAL;
CREATE INDEX settlement_lines_awb ON settlement_lines (awb) WHERE awb IS NOT NULL;
CREATE INDEX settlement_lines_detail ON settlement_lines (platform, account, occurred_date)
  WHERE ledger = 'detail';
CREATE INDEX settlement_lines_withdrawn ON settlement_lines (platform, account) WHERE kind = 'withdraw';
CREATE INDEX settlement_lines_payout ON settlement_lines (payout_ref) WHERE payout_ref IS NOT NULL;
CREATE INDEX orders_awb ON orders (awb) WHERE awb IS NOT NULL;
CREATE INDEX orders_external ON orders (external_no) WHERE external_no IS NOT NULL;

-- What omni.toml says of each payer's terms: days to a payout, and the fee rate agreed, where one is. Derived.
CREATE TABLE settlement_terms (
  platform        TEXT PRIMARY KEY,
  settlement_days INTEGER NOT NULL DEFAULT 7,
  fee_bps         INTEGER
) STRICT, WITHOUT ROWID;

-- Under which settings matching was last derived by a reconciliation: others mean it is derived again.
CREATE TABLE match_settings (
  fingerprint TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
