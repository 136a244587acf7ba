-- Customers whom a text finds, and profiles that never ordered (phone instead of the number): all words begin words of
-- the name, or the text is (the beginning of) a user name, an order number, an AWB, an e-mail, or stands in the phone.
-- :words is a json list of lower-case words, :longest one of them, :text the whole, :digits a phone's digits or ''.
SELECT c.customer_id AS customer_id, NULL AS phone
FROM customers AS c
WHERE INSTR(' ' || LOWER(c.name), ' ' || :longest) > 0
  AND NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE INSTR(' ' || LOWER(c.name), ' ' || w.value) = 0)
UNION
SELECT k.customer_id, NULL
FROM customer_keys AS k
WHERE INSTR(LOWER(k.key), ':' || :text) > 0
   OR (:digits <> '' AND SUBSTR(k.key, 1, 6) = 'phone:' AND INSTR(k.key, :digits) > 0)
UNION
SELECT o.customer_id, NULL
FROM orders AS o
WHERE LENGTH(:text) >= 3
  AND (SUBSTR(LOWER(o.order_no), 1, LENGTH(:text)) = :text OR SUBSTR(LOWER(o.buyer_username), 1, LENGTH(:text)) = :text
    OR LOWER(o.awb) = :text)
UNION
SELECT k.customer_id, CASE WHEN k.customer_id IS NULL THEN p.phone END
FROM v_customer_profiles AS p
LEFT JOIN customer_keys AS k ON k.key = 'phone:' || p.phone
WHERE (INSTR(' ' || LOWER(p.name), ' ' || :longest) > 0
       AND NOT EXISTS (SELECT 1 FROM json_each(:words) AS w WHERE INSTR(' ' || LOWER(p.name), ' ' || w.value) = 0))
   OR SUBSTR(LOWER(p.email), 1, LENGTH(:text)) = :text
   OR SUBSTR(LOWER(p.instagram), 1, LENGTH(:text)) = :text
   OR SUBSTR(LOWER(p.facebook), 1, LENGTH(:text)) = :text
   OR (:digits <> '' AND INSTR(p.phone, :digits) > 0)
LIMIT 1001;
