-- Every match with its objects, one row each: hand-made first, then suggestions, then what the rules booked.
SELECT
  m.match_id,
  m.ref,
  m.state,
  m.rule,
  m.made_by,
  m.score,
  m.amount_score,
  m.payer_score,
  m.days_score,
  m.days,
  m.fee_sen,
  m.difference_sen,
  m.explanation,
  l.side,
  l.natural_key,
  l.row_id,
  l.amount_sen,
  COALESCE(s.occurred_date, b.posted_date, o.ordered_date) AS date
FROM matches AS m
JOIN match_legs AS l ON l.match_id = m.match_id
LEFT JOIN settlement_lines AS s ON l.table_name = 'settlement_lines' AND s.line_id = l.row_id
LEFT JOIN bank_transactions AS b ON l.table_name = 'bank_transactions' AND b.transaction_id = l.row_id
LEFT JOIN orders AS o ON l.table_name = 'orders' AND o.order_id = l.row_id
WHERE :whole OR m.made_by = 'hand' OR m.state <> 'booked'
ORDER BY m.made_by, m.state DESC, m.score DESC, m.ref, l.side, l.natural_key;
