-- Every key of the customer that :key belongs to.
SELECT mine.key, mine.confidence
FROM customer_keys AS k
JOIN customer_keys AS mine ON mine.customer_id = k.customer_id
WHERE k.key = :key
ORDER BY mine.key;
