-- severity: error
-- id: Tanggal pesanan kosong atau di masa depan, atau selesai sebelum dipesan
-- en: An order date that is missing or in the future, or a completion before the order
-- Found first and sorted then: read in the order of their keys, a million orders are looked up one by one.
WITH found AS MATERIALIZED (
  SELECT o.platform, o.account, o.order_no, o.ordered_date, o.completed_date
  FROM orders AS o
  WHERE o.ordered_date IS NULL OR o.ordered_date > :today OR o.completed_date < o.ordered_date
)
SELECT w.platform, w.account, w.order_no, w.ordered_date, w.completed_date
FROM found AS w
ORDER BY w.platform, w.account, w.order_no;
