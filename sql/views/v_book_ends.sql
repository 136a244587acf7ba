-- How far the two ledgers of each payer's account reach, where both name orders: beyond the end of one, what the other
-- tells is no difference yet.
CREATE VIEW v_book_ends AS
SELECT w.platform, w.account, d.last_date AS detail_last, w.last_date AS wallet_last
FROM (
  SELECT s.platform, s.account, MAX(s.occurred_date) AS last_date
  FROM settlement_lines AS s
  WHERE s.ledger = 'wallet'
  GROUP BY s.platform, s.account
) AS w
JOIN (
  SELECT s.platform, s.account, MAX(s.occurred_date) AS last_date
  FROM settlement_lines AS s
  WHERE s.ledger = 'detail'
  GROUP BY s.platform, s.account
) AS d ON d.platform = w.platform AND d.account = w.account
WHERE EXISTS (SELECT 1 FROM settlement_lines AS n
               WHERE n.platform = w.platform AND n.account = w.account AND n.ledger = 'wallet' AND n.kind = 'revenue'
                 AND COALESCE(n.order_no, n.awb) IS NOT NULL);
