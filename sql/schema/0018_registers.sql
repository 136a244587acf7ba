-- Lists that people keep: each table is what `python -m omnicli.registers NAME` prints.

CREATE TABLE stock_snapshots (
  stock_snapshot_id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  name TEXT,
  pieces INTEGER,
  as_of_date TEXT NOT NULL,
  as_of_day INTEGER GENERATED ALWAYS AS (CAST(julianday(as_of_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (sku, as_of_date)
) STRICT;

CREATE TABLE product_costs (
  product_cost_id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  name TEXT,
  variation TEXT,
  category TEXT,
  weight_gram INTEGER,
  price_sen INTEGER,
  cost_sen INTEGER,
  cost_from_date TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('physical', 'digital')),
  marketplace TEXT,
  listing_id TEXT,
  cost_from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(cost_from_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (sku, cost_from_date)
) STRICT;
