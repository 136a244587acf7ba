-- severity: error
-- id: Saldo akhir rekening koran bukan saldo awal rekening koran hari berikutnya
-- en: The closing balance of a bank statement is not the opening one of the next day's
SELECT
  s.bank,
  s.account_no,
  s.date_to,
  s.closing_sen,
  n.date_from AS next_from,
  n.opening_sen AS next_opening_sen
FROM bank_statements AS s
JOIN bank_statements AS n ON n.account_no = s.account_no AND n.date_from = date(s.date_to, '+1 day')
WHERE s.closing_sen <> n.opening_sen
ORDER BY s.bank, s.account_no, s.date_to, n.date_to;
