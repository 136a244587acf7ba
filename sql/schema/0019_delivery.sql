-- Mails: one per report, period, recipient and content, so that nobody gets the same twice.
CREATE TABLE outbox (
  mail_id      INTEGER PRIMARY KEY,
  report       TEXT NOT NULL,
  period       TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  message_id   TEXT NOT NULL UNIQUE,
  sender       TEXT NOT NULL,
  subject      TEXT NOT NULL,
  body         TEXT NOT NULL,
  figures      TEXT NOT NULL DEFAULT '{}',
  -- The whole message; gone once nobody will send it again.
  message      BLOB,
  state        TEXT NOT NULL CHECK (
    state = 'queued' OR state = 'sending' OR state = 'sent' OR state = 'failed'
    OR state = 'unknown' OR state = 'cancelled'
  ),
  attempts     INTEGER NOT NULL DEFAULT 0,
  next_at      TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  ended_at     TEXT,
  detail       TEXT NOT NULL DEFAULT '',
  UNIQUE (report, period, recipient, content_hash)
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';

CREATE TABLE job_runs (
  run_no     INTEGER PRIMARY KEY,
  job        TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at   TEXT,
  pid        INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (
    state = 'running' OR state = 'ok' OR state = 'findings' OR state = 'failed'
    OR state = 'timeout' OR state = 'skipped' OR state = 'interrupted'
  ),
  exit_code  INTEGER
) STRICT;

CREATE TABLE job_steps (
  run_no     INTEGER NOT NULL REFERENCES job_runs (run_no),
  step_no    INTEGER NOT NULL,
  line       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (
    state = 'waiting' OR state = 'running' OR state = 'done' OR state = 'failed' OR state = 'kept'
  ),
  started_at TEXT,
  ended_at   TEXT,
  exit_code  INTEGER,
  message    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (run_no, step_no)
) STRICT, WITHOUT ROWID;
