-- severity: warning
-- id: Baris dana yang resinya dipakai lebih dari satu penjualan (`omni match add --order … --line …`)
-- en: Settlement lines whose tracking number stands on more than one sale (`omni match add --order … --line …`)
SELECT l.source, l.account, l.line_key, l.awb, l.net_sen, COUNT(DISTINCT COALESCE(o.sale_of_order_id, o.order_id)) AS sales
FROM v_lines AS l
JOIN orders AS o ON o.awb = l.awb
WHERE l.awb IS NOT NULL AND l.via_order_id IS NULL
GROUP BY l.line_id
HAVING COUNT(DISTINCT COALESCE(o.sale_of_order_id, o.order_id)) > 1
ORDER BY l.source, l.account, l.line_key;
