-- Campaigns: what `python -m omnicli.registers campaign` prints; and the time of day of an order, for hours.

CREATE TABLE campaigns (
  campaign_id INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('mega', 'payday', 'weekly', 'mid_month')),
  from_date TEXT,
  to_date TEXT,
  channel TEXT CHECK (channel IN ('all', 'tiktok_tokopedia', 'tiktok', 'tokopedia', 'shopee', 'orderonline', 'scalev', 'manual')),
  target_sen INTEGER,
  parent TEXT,
  compare TEXT,
  note TEXT,
  from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(from_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(to_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (campaign)
) STRICT;

-- Minute of the day in the workspace's zone, beside `ordered_date`: SQL never converts time.
ALTER TABLE orders ADD COLUMN ordered_minute INTEGER;

-- Campaigns whose figures were frozen; the figures themselves stand in the decision, from which a rebuild restores this.
CREATE TABLE frozen_campaigns (
  campaign    TEXT PRIMARY KEY,
  from_date   TEXT NOT NULL,
  to_date     TEXT NOT NULL,
  frozen_date TEXT NOT NULL,
  frozen_at   TEXT NOT NULL,
  actor       TEXT NOT NULL,
  decision_id INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
