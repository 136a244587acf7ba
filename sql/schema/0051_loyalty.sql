-- Loyalty: programs, their rewards, exchanges of points, and the ledger that follows from them and from orders.
CREATE TABLE loyalty_programs (
  loyalty_program_id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  program_kind TEXT CHECK (program_kind IN ('amount', 'product')),
  unit_sen INTEGER,
  sku TEXT NOT NULL,
  unit_pieces INTEGER,
  points INTEGER,
  from_date TEXT,
  until_date TEXT,
  for_leads INTEGER CHECK (for_leads IN (0, 1)),
  for_pelanggan INTEGER CHECK (for_pelanggan IN (0, 1)),
  for_reseller INTEGER CHECK (for_reseller IN (0, 1)),
  for_dropshiper INTEGER CHECK (for_dropshiper IN (0, 1)),
  for_agen INTEGER CHECK (for_agen IN (0, 1)),
  for_distributor INTEGER CHECK (for_distributor IN (0, 1)),
  from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(from_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  until_day INTEGER GENERATED ALWAYS AS (CAST(julianday(until_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (program, sku)
) STRICT;
CREATE TABLE loyalty_rewards (
  loyalty_reward_id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  tier_points INTEGER NOT NULL,
  percent INTEGER,
  amount_sen INTEGER,
  gift TEXT,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (program, tier_points)
) STRICT;
CREATE TABLE loyalty_redemptions (
  loyalty_redemption_id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  phone TEXT NOT NULL,
  redeemed_date TEXT NOT NULL,
  tier_points INTEGER,
  redeemed_day INTEGER GENERATED ALWAYS AS (CAST(julianday(redeemed_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (program, phone, redeemed_date)
) STRICT;
CREATE TABLE loyalty_ledger (
  program     TEXT NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (customer_id) ON DELETE CASCADE,
  seq         INTEGER NOT NULL,
  at_date     TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('earned', 'reversed', 'redeemed', 'refused')),
  points      INTEGER NOT NULL,
  order_id    INTEGER REFERENCES orders (order_id) ON DELETE CASCADE,
  value_sen   INTEGER,
  gift        TEXT,
  PRIMARY KEY (program, customer_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_ledger_customer ON loyalty_ledger (customer_id);
CREATE INDEX loyalty_ledger_order ON loyalty_ledger (order_id) WHERE order_id IS NOT NULL;
