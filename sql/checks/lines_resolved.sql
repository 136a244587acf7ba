-- severity: error
-- id: Baris dana yang pesanannya belum dicari ulang (`omni rebuild`)
-- en: Settlement lines whose order is still to be looked up again (`omni rebuild`)
SELECT s.source, s.account, s.line_key, s.net_sen
FROM settlement_lines AS s
WHERE NOT EXISTS (SELECT 1 FROM line_orders AS r WHERE r.line_id = s.line_id)
UNION ALL
SELECT s.source, s.account, s.line_key, s.net_sen
FROM line_orders_stale AS t
JOIN settlement_lines AS s ON s.line_id = t.line_id
ORDER BY 1, 2, 3;
