-- severity: error
-- id: Rupiah yang terhitung dua kali, atau tidak terhitung sama sekali
-- en: Rupiah that count twice, or not at all
-- A line may count once; every detail line counts; an order's proceeds count from one ledger only.
SELECT s.source, s.account, s.line_key, 'counts twice' AS finding, SUM(s.net_sen) AS net_sen
FROM v_money_lines AS s
GROUP BY s.line_id, s.source, s.account, s.line_key
HAVING COUNT(*) > 1
UNION ALL
SELECT s.source, s.account, s.line_key, 'does not count' AS finding, s.net_sen
FROM settlement_lines AS s
WHERE s.ledger = 'detail' AND NOT EXISTS (SELECT 1 FROM v_money_lines AS m WHERE m.line_id = s.line_id)
UNION ALL
SELECT w.source, w.account, w.line_key, 'a detail line tells it too' AS finding, w.net_sen
FROM v_money_lines AS w
WHERE w.ledger = 'wallet' AND w.kind = 'revenue' AND EXISTS (
  SELECT 1
  FROM settlement_lines AS d
  WHERE d.platform = w.platform AND d.account = w.account AND d.order_no = w.order_no
    AND d.ledger = 'detail' AND d.kind = 'revenue')
ORDER BY 1, 2, 3, 4;
