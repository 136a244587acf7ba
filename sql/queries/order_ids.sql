-- What stands for orders by what names them: :keys is a json list of [platform, account, order number]. Where no order file
-- tells of one, a line of money that names it.
SELECT
  CAST(k.key AS INTEGER) AS place,
  CASE WHEN o.order_id IS NULL THEN 'settlement_lines' ELSE 'orders' END AS entity,
  COALESCE(o.order_id, (
    SELECT MIN(l.line_id) FROM settlement_lines AS l
    WHERE l.order_no = k.value ->> 2 AND l.account = k.value ->> 1 AND l.platform = k.value ->> 0
  )) AS entity_id
FROM json_each(:keys) AS k
LEFT JOIN orders AS o
  ON o.platform = k.value ->> 0 AND o.account = k.value ->> 1 AND o.order_no = k.value ->> 2
ORDER BY place;
