-- severity: error
-- id: Satu nomor resi dipakai dua penjualan: penjualan yang sama mungkin terhitung dua kali
-- en: One tracking number on two sales: the same sale may count twice
-- The index of tracking numbers tells which stand on several rows; only those rows are looked at.
WITH several AS MATERIALIZED (
  SELECT x.awb
  FROM orders AS x
  WHERE x.awb IS NOT NULL
  GROUP BY x.awb
  HAVING COUNT(*) > 1
)
SELECT o.courier, o.awb, COUNT(*) AS orders, MIN(o.order_no) AS order_no, MAX(o.order_no) AS other_order_no
FROM several AS t
CROSS JOIN orders AS o
WHERE o.awb = t.awb AND o.awb <> '' AND o.sale_of_order_id IS NULL AND o.is_test = 0 AND o.status <> 'canceled'
GROUP BY COALESCE(o.courier, ''), o.awb
HAVING COUNT(*) > 1
ORDER BY o.awb;
