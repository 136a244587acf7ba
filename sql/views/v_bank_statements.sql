-- Which days of a bank account a statement covers, one row per account and period, and its proof.
CREATE VIEW v_bank_statements AS
SELECT
  s.bank,
  s.account_no,
  s.date_from,
  s.date_to,
  s.opening_sen,
  s.closing_sen,
  s.credit_sen,
  s.debit_sen,
  s.lines,
  s.proof
FROM bank_statements AS s;
