-- severity: error
-- id: Tanggal pesanan kosong atau di masa depan, atau selesai sebelum dipesan
-- en: An order date that is missing or in the future, or a completion before the order
SELECT o.platform, o.account, o.order_no, o.ordered_date, o.completed_date
FROM orders AS o
WHERE o.ordered_date IS NULL OR o.ordered_date > :today OR o.completed_date < o.ordered_date
ORDER BY o.platform, o.account, o.order_no;
