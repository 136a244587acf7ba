-- The newest day of any money: where `--month` starts from while there is no order.
SELECT MAX(d.day) FROM (
  SELECT MAX(l.occurred_date) AS day FROM settlement_lines AS l
  UNION ALL SELECT MAX(b.posted_date) FROM bank_transactions AS b
) AS d;
