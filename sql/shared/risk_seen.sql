-- needs: as_of_day
-- computed once
-- Every sale, tests aside, with what the chance of its return may depend on. Its status, which takes long to work out, is looked at
-- once: outcome 0 completed, 1 returned, 2 waits to be shipped, 3 anything else.
-- hour      of the shop's day
-- is_known  1 where by as_of its end would be known and was not a loss; an end whose day no file tells is taken as known 21 days after
--           the order
-- is_later  1 where it was ordered after as_of
SELECT
  o.order_id AS order_id, COALESCE(o.is_cod, 0) AS is_cod, o.customer_id AS customer_id, o.province AS province, o.city AS city,
  o.district AS district, o.courier AS courier, i.product AS product,
  (CAST(SUBSTR(o.ordered_at, 12, 2) AS INTEGER)
    + CASE zone.timezone WHEN 'Asia/Makassar' THEN 8 WHEN 'Asia/Jayapura' THEN 9 WHEN 'UTC' THEN 0 ELSE 7 END) % 24 AS hour,
  CASE o.status WHEN 'completed' THEN 0 WHEN 'rts' THEN 1
    WHEN 'pending' THEN CASE WHEN o.shipped_date IS NULL THEN 2 ELSE 3 END
    WHEN 'confirmed' THEN CASE WHEN o.shipped_date IS NULL THEN 2 ELSE 3 END
    WHEN 'in_process' THEN CASE WHEN o.shipped_date IS NULL THEN 2 ELSE 3 END
    WHEN 'ready_to_ship' THEN CASE WHEN o.shipped_date IS NULL THEN 2 ELSE 3 END ELSE 3 END AS outcome,
  CASE WHEN o.return_kind = 'lost' OR o.ordered_date > :as_of THEN 0
       WHEN COALESCE(o.returned_date, o.completed_date, o.delivered_date,
                     CASE WHEN o.ordered_day + 21 > newest_day.day THEN '9999-12-31' ELSE '' END) > :as_of THEN 0
       ELSE 1 END AS is_known,
  CASE WHEN o.ordered_date > :as_of THEN 1 ELSE 0 END AS is_later
FROM v_orders AS o
CROSS JOIN as_of_day AS newest_day
CROSS JOIN v_settings AS zone
LEFT JOIN v_first_items AS i ON i.order_id = o.order_id
WHERE o.is_test = 0
