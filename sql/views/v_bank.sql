-- Every movement of a bank account, and whether what it is money of is known.
--
-- counterparty who stands behind it, by the rules of omni and of [payers] in omni.toml; 'other' where none fits
-- proof        'proved' where a statement whose balance holds covers the day, else 'not_provable'
-- matched      1 where a booked match has it
CREATE VIEW v_bank AS
SELECT
  t.transaction_id,
  t.source,
  t.bank,
  t.account_no,
  t.posted_at,
  t.posted_date,
  t.posted_day,
  t.value_date,
  t.seq,
  t.description,
  t.reference,
  t.debit_sen,
  t.credit_sen,
  t.balance_sen,
  COALESCE(t.counterparty, 'other') AS counterparty,
  CASE WHEN EXISTS (
    SELECT 1 FROM bank_statements AS s
     WHERE s.account_no = t.account_no AND s.proof = 'proved'
       AND t.posted_date BETWEEN s.date_from AND s.date_to
  ) THEN 'proved' ELSE 'not_provable' END AS proof,
  CASE WHEN EXISTS (
    SELECT 1 FROM match_legs AS g
      JOIN matches AS m ON m.match_id = g.match_id AND m.state = 'booked'
     WHERE g.table_name = 'bank_transactions' AND g.row_id = t.transaction_id
  ) THEN 1 ELSE 0 END AS matched
FROM bank_transactions AS t;
