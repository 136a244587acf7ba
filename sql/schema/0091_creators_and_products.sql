-- What marketplaces' own analytics say of products, of the shop by day, and of creators: never added to orders.
CREATE TABLE product_performance (
  product_row_id  INTEGER PRIMARY KEY,
  platform        TEXT NOT NULL,
  account         TEXT NOT NULL,
  product_id      TEXT NOT NULL,
  date_from       TEXT NOT NULL,
  date_to         TEXT NOT NULL,
  name            TEXT,
  sku             TEXT,
  product_status  TEXT,
  gmv_sen         INTEGER,
  ready_gmv_sen   INTEGER,
  creator_gmv_sen INTEGER,
  refund_sen      INTEGER,
  orders          INTEGER,
  items           INTEGER,
  buyers          INTEGER,
  views           INTEGER,
  clicks          INTEGER,
  carts           INTEGER,
  effective_at    TEXT NOT NULL,
  UNIQUE (platform, account, product_id, date_from, date_to)
) STRICT;

CREATE TABLE shop_traffic (
  traffic_id   INTEGER PRIMARY KEY,
  platform     TEXT NOT NULL,
  account      TEXT NOT NULL,
  traffic_date TEXT NOT NULL,
  gmv_sen      INTEGER,
  orders       INTEGER,
  items        INTEGER,
  buyers       INTEGER,
  visitors     INTEGER,
  page_views   INTEGER,
  effective_at TEXT NOT NULL,
  UNIQUE (platform, account, traffic_date)
) STRICT;

CREATE TABLE creator_performance (
  creator_row_id INTEGER PRIMARY KEY,
  platform       TEXT NOT NULL,
  account        TEXT NOT NULL,
  creator        TEXT NOT NULL,
  date_from      TEXT NOT NULL,
  date_to        TEXT NOT NULL,
  creator_id     TEXT,
  creator_name   TEXT,
  gmv_sen        INTEGER,
  live_gmv_sen   INTEGER,
  video_gmv_sen  INTEGER,
  refund_sen     INTEGER,
  commission_sen INTEGER,
  orders         INTEGER,
  items          INTEGER,
  clicks         INTEGER,
  effective_at   TEXT NOT NULL,
  UNIQUE (platform, account, creator, date_from, date_to)
) STRICT;

CREATE TABLE planned_lives (
  planned_live_id INTEGER PRIMARY KEY,
  day_date TEXT NOT NULL,
  creator TEXT NOT NULL,
  title TEXT,
  live_state TEXT CHECK (live_state IN ('upcoming', 'done', 'violating')),
  link TEXT,
  violation TEXT,
  seq INTEGER NOT NULL,
  day_day INTEGER GENERATED ALWAYS AS (CAST(julianday(day_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (day_date, creator, seq)
) STRICT;

CREATE TABLE creator_samples (
  creator_sample_id INTEGER PRIMARY KEY,
  sent_date TEXT NOT NULL,
  creator TEXT NOT NULL,
  sku TEXT NOT NULL,
  quantity INTEGER,
  cost_sen INTEGER,
  note TEXT,
  sent_day INTEGER GENERATED ALWAYS AS (CAST(julianday(sent_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (sent_date, creator, sku)
) STRICT;

-- Minute of the day in the workspace's zone at which a LIVE starts, as its file prints it.
ALTER TABLE live_sessions ADD COLUMN started_minute INTEGER;

-- Whose LIVE, video or link brought the order, where the export names it, and the commission of a line for it.
ALTER TABLE orders ADD COLUMN creator TEXT;
ALTER TABLE orders ADD COLUMN content TEXT;
ALTER TABLE settlement_lines ADD COLUMN affiliate_sen INTEGER;

-- Videos of a campaign's days are looked up by their first day.
CREATE INDEX video_performance_date_from ON video_performance (date_from);
