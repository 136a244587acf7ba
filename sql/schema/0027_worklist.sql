-- What people noted about rows of worklists, as their decisions say: the newest word of each. `subject` is
-- list|platform|account|order_no|kind, which outlives the row itself.
CREATE TABLE worklist_marks (
  subject       TEXT PRIMARY KEY,
  owner         TEXT,
  snoozed_until TEXT,
  note          TEXT
) STRICT, WITHOUT ROWID;
