-- What a payout paid out hangs on its lines: a line that goes takes its covers along.
CREATE TABLE payout_covers_0017 (
  payout_line_id INTEGER NOT NULL REFERENCES settlement_lines (line_id) ON DELETE CASCADE,
  line_id        INTEGER REFERENCES settlement_lines (line_id) ON DELETE CASCADE,
  amount_sen     INTEGER NOT NULL,
  rule           TEXT NOT NULL CHECK (rule = 'payout_ref' OR rule = 'by_fifo' OR rule = 'by_hand')
) STRICT;
INSERT INTO payout_covers_0017
  SELECT * FROM payout_covers AS c
  WHERE c.payout_line_id IN (SELECT s.line_id FROM settlement_lines AS s)
    AND (c.line_id IS NULL OR c.line_id IN (SELECT s.line_id FROM settlement_lines AS s));
DROP TABLE payout_covers;
ALTER TABLE payout_covers_0017 RENAME TO payout_covers;
CREATE INDEX payout_covers_payout ON payout_covers (payout_line_id);
CREATE INDEX payout_covers_line ON payout_covers (line_id) WHERE line_id IS NOT NULL;

-- The highest surrogate id that each table ever gave: the id of a row that went is no other row's.
CREATE TABLE id_marks (
  table_name TEXT PRIMARY KEY,
  last_id    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
