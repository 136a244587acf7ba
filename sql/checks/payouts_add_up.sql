-- severity: error
-- id: Penarikan atau baris dana yang rinciannya tidak berjumlah benar
-- en: Payouts or lines whose parts do not add up
SELECT p.source, p.account, p.line_key, 'payout' AS finding, p.net_sen - p.covered_sen - p.opening_sen AS gap_sen
FROM v_payouts AS p
WHERE p.net_sen <> p.covered_sen + p.opening_sen
UNION ALL
SELECT s.source, s.account, s.line_key, 'line paid out beyond its amount' AS finding, c.paid_out_sen - s.net_sen AS gap_sen
FROM v_line_cover AS c
JOIN settlement_lines AS s ON s.line_id = c.line_id
LEFT JOIN (
  SELECT f.line_id, SUM(f.amount_sen) AS frozen_sen FROM v_frozen_covers AS f GROUP BY f.line_id
) AS z ON z.line_id = c.line_id
-- A line that became less after its month was closed is set right by the next payout.
WHERE ABS(c.paid_out_sen) > MAX(ABS(s.net_sen), ABS(COALESCE(z.frozen_sen, 0)))
   OR (c.paid_out_sen * s.net_sen < 0 AND c.paid_out_sen * COALESCE(z.frozen_sen, 0) <= 0)
UNION ALL
SELECT b.source, b.account_no, b.posted_date || ' ' || b.seq, 'bank line matched twice' AS finding, b.credit_sen AS gap_sen
FROM bank_transactions AS b
JOIN match_legs AS l ON l.table_name = 'bank_transactions' AND l.row_id = b.transaction_id
JOIN matches AS m ON m.match_id = l.match_id AND m.state = 'booked'
GROUP BY b.transaction_id
HAVING COUNT(*) > 1
ORDER BY 1, 2, 3, 4;
