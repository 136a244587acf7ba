-- Whether the other ledger of a line's payer tells of other orders in the week before and the week after it, and goes on
-- for three days at least (other_until): then what it does not tell of this order is missing there, and not merely not imported.
CREATE VIEW v_line_neighbours AS
SELECT
  l.line_id,
  CASE WHEN EXISTS (SELECT 1 FROM settlement_lines AS b
                     WHERE b.platform = l.platform AND b.account = l.account
                       AND b.ledger = CASE l.ledger WHEN 'detail' THEN 'wallet' ELSE 'detail' END
                       AND b.kind = 'revenue' AND b.order_no IS NOT NULL
                       AND b.occurred_date BETWEEN (SELECT e.date FROM calendar_days AS d JOIN calendar_days AS e ON e.day = d.day - 7 WHERE d.date = l.occurred_date) AND l.occurred_date)
        AND EXISTS (SELECT 1 FROM settlement_lines AS a
                     WHERE a.platform = l.platform AND a.account = l.account
                       AND a.ledger = CASE l.ledger WHEN 'detail' THEN 'wallet' ELSE 'detail' END
                       AND a.kind = 'revenue' AND a.order_no IS NOT NULL
                       AND a.occurred_date BETWEEN l.occurred_date AND (SELECT e.date FROM calendar_days AS d JOIN calendar_days AS e ON e.day = d.day + 7 WHERE d.date = l.occurred_date))
       THEN 1 ELSE 0 END AS other_around,
  (SELECT e.date FROM calendar_days AS d JOIN calendar_days AS e ON e.day = d.day + 3 WHERE d.date = l.occurred_date) AS other_until
FROM settlement_lines AS l;
