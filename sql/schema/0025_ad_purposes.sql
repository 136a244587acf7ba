-- What campaigns and ad sets are for, by words in their names.

CREATE TABLE ad_purposes (
  ad_purpose_id INTEGER PRIMARY KEY,
  pattern TEXT NOT NULL,
  purpose TEXT CHECK (purpose IN ('acquisition', 'retargeting', 'mixed')),
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (pattern)
) STRICT;
