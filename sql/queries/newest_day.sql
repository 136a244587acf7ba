-- The last day the warehouse knows anything of: what a reconciliation counts its ages to.
SELECT MAX(d.day) FROM (
  SELECT MAX(o.ordered_date) AS day FROM orders AS o
  UNION ALL SELECT MAX(o.completed_date) FROM orders AS o
  UNION ALL SELECT MAX(l.occurred_date) FROM settlement_lines AS l
  UNION ALL SELECT MAX(b.posted_date) FROM bank_transactions AS b
) AS d;
