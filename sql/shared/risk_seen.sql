-- needs: as_of_day
-- computed once
-- Every sale with what the chance of its return may depend on, and its end where that was known by as_of: is_rts 1 or 0,
-- NULL while it was open, or not placed yet. An end whose day no file tells is taken as known 21 days after the order.
-- hour_band: the hour at which three hours of the shop's day begin.
SELECT
  h.order_id AS order_id, h.is_cod AS is_cod, h.person AS person, h.province AS province, h.city AS city,
  h.district AS district, h.courier AS courier, h.product AS product, h.product_name AS product_name,
  h.hour - h.hour % 3 AS hour_band, h.is_rts AS is_rts
FROM (
  SELECT
    o.order_id, COALESCE(o.is_cod, 0) AS is_cod, c.customer_id AS person, o.province, o.city, o.district, o.courier,
    i.product, i.product_name,
    (CAST(SUBSTR(o.ordered_at, 12, 2) AS INTEGER)
      + CASE zone.timezone WHEN 'Asia/Makassar' THEN 8 WHEN 'Asia/Jayapura' THEN 9 WHEN 'UTC' THEN 0 ELSE 7 END) % 24 AS hour,
    CASE
      WHEN o.status NOT IN ('completed', 'rts') OR o.return_kind = 'lost' OR o.ordered_date > :as_of THEN NULL
      WHEN COALESCE(o.returned_date, o.completed_date, o.delivered_date) > :as_of THEN NULL
      WHEN COALESCE(o.returned_date, o.completed_date, o.delivered_date) IS NULL AND o.ordered_day + 21 > newest_day.day THEN NULL
      WHEN o.status = 'rts' THEN 1 ELSE 0
    END AS is_rts
  FROM v_orders AS o
  CROSS JOIN as_of_day AS newest_day
  CROSS JOIN v_settings AS zone
  LEFT JOIN v_customers AS c ON c.customer_id = o.customer_id AND c.confidence <> 'anonymous'
  LEFT JOIN v_order_items AS i ON i.order_id = o.order_id AND i.line_no = 1
  WHERE o.is_test = 0 AND o.status NOT IN ('canceled', 'closed')
) AS h
