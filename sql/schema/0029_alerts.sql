-- Alerts: which rule is on about what, since when, and whether somebody has seen it. One is on while cleared_at is NULL.
CREATE TABLE alerts (
  alert_id      INTEGER PRIMARY KEY,
  rule          TEXT NOT NULL,
  subject       TEXT NOT NULL,
  raised_at     TEXT NOT NULL,
  as_of         TEXT NOT NULL,
  shown         INTEGER,
  before        INTEGER,
  value         INTEGER NOT NULL,
  cleared_at    TEXT,
  acked_at      TEXT,
  acked_by      TEXT,
  snoozed_until TEXT
) STRICT;
CREATE UNIQUE INDEX alerts_on ON alerts (rule, subject) WHERE cleared_at IS NULL;
