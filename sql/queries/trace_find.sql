-- What a text may name: an order by its number or tracking number, a customer by key, phone or user name, a payout by
-- its reference or key, a bank movement by its key. :text as typed; :part what follows the last colon-separated prefix.
SELECT 'order' AS kind, COALESCE(o.sale_of_order_id, o.order_id) AS id,
  o.platform || ':' || CASE WHEN o.account = 'main' THEN '' ELSE o.account || ':' END || o.order_no AS label
FROM orders AS o
WHERE o.order_no IN (:text, :part)
  AND (:prefix IS NULL OR :prefix IN (o.platform, o.platform || ':' || o.account, o.source))
UNION
SELECT 'order', COALESCE(o.sale_of_order_id, o.order_id), o.platform || ':' || o.order_no
FROM orders AS o
WHERE o.awb = :text AND o.sale_of_order_id IS NULL
UNION
SELECT 'order', o.sale_of_order_id, s.platform || ':' || s.order_no
FROM orders AS o
JOIN orders AS s ON s.order_id = o.sale_of_order_id
WHERE o.awb = :text
UNION
SELECT 'customer', k.customer_id, MIN(k.key)
FROM customer_keys AS k
WHERE k.key IN (:text, 'phone:' || :phone)
   OR (:prefix IS NULL AND k.key IN ('shopee:' || :text, 'tiktok:' || :text, 'tokopedia:' || :text))
GROUP BY k.customer_id
UNION
SELECT 'payout', s.line_id, s.source || ':' || s.account || ':' || s.line_key
FROM settlement_lines AS s
WHERE s.ledger = 'wallet' AND s.kind = 'withdraw'
  AND (:text IN (s.line_key, s.source || ':' || s.account || ':' || s.line_key, s.source || ':' || s.line_key)
       OR s.payout_ref IN (:text, :part))
UNION
SELECT 'bank', b.transaction_id,
  b.account_no || ':' || b.posted_date || ':' || CASE WHEN b.credit_sen = 0 THEN '-' ELSE '' END
    || ((b.credit_sen + b.debit_sen) / 100)
    || CASE WHEN (b.credit_sen + b.debit_sen) % 100 <> 0
            THEN printf('.%02d', (b.credit_sen + b.debit_sen) % 100) ELSE '' END || ':' || b.seq
FROM bank_transactions AS b
WHERE :text <> '' AND (
  b.account_no || ':' || b.posted_date || ':' || CASE WHEN b.credit_sen = 0 THEN '-' ELSE '' END
    || ((b.credit_sen + b.debit_sen) / 100)
    || CASE WHEN (b.credit_sen + b.debit_sen) % 100 <> 0
            THEN printf('.%02d', (b.credit_sen + b.debit_sen) % 100) ELSE '' END || ':' || b.seq IN (:text, :text || ':1')
  OR b.reference = :text)
ORDER BY 1, 3;
