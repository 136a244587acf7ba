-- Names that begin or end as a text does, to offer instead of one that nothing has.
SELECT 'order' AS kind, o.order_no AS label FROM orders AS o WHERE o.order_no LIKE :start || '%' OR o.order_no LIKE '%' || :tail
UNION
SELECT 'order', o.awb FROM orders AS o WHERE o.awb LIKE :start || '%' OR o.awb LIKE '%' || :tail
UNION
SELECT 'customer', k.key FROM customer_keys AS k
WHERE k.key NOT LIKE 'phone:%' AND (k.key LIKE '%:' || :start || '%' OR k.key LIKE '%' || :tail)
UNION
SELECT 'bank', b.account_no || ':' || b.posted_date || ':' || (b.credit_sen / 100) || ':' || b.seq
FROM bank_transactions AS b
WHERE b.account_no || ':' || b.posted_date || ':' LIKE :start || '%'
ORDER BY 2
LIMIT 500;
