-- severity: warning
-- id: Hari yang saldo masuknya berbeda dari rincian pesanan hari itu (rinciannya yang dihitung)
-- en: Days whose wallet credits differ from that day's order lines (the order lines are what counts)
SELECT w.source, w.account, w.occurred_date AS date, w.wallet_sen, d.detail_sen, w.wallet_sen - d.detail_sen AS gap_sen
FROM (
  SELECT s.source, s.platform, s.account, s.occurred_date, SUM(s.net_sen) AS wallet_sen
  FROM settlement_lines AS s
  WHERE s.ledger = 'wallet' AND s.kind = 'revenue' AND s.order_no IS NULL AND s.awb IS NULL
  GROUP BY s.source, s.platform, s.account, s.occurred_date
) AS w
JOIN (
  SELECT s.platform, s.account, s.occurred_date, SUM(s.net_sen) AS detail_sen
  FROM settlement_lines AS s
  WHERE s.ledger = 'detail'
  GROUP BY s.platform, s.account, s.occurred_date
) AS d ON d.platform = w.platform AND d.account = w.account AND d.occurred_date = w.occurred_date
WHERE w.wallet_sen <> d.detail_sen
ORDER BY w.source, w.account, w.occurred_date;
