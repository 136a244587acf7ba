-- The ids of orders by what names them: :keys is a json list of [platform, account, order number].
SELECT CAST(k.key AS INTEGER) AS place, o.order_id AS order_id
FROM json_each(:keys) AS k
JOIN orders AS o
  ON o.platform = k.value ->> 0 AND o.account = k.value ->> 1 AND o.order_no = k.value ->> 2
ORDER BY place;
