-- What the sales of the period brought by as_of, on the basis cash: by their own number, or by that of a copy.
SELECT u.order_id AS order_id, COALESCE(SUM(u.net_sen), 0) AS net_sen
FROM (
  SELECT o.order_id, s.net_sen
  FROM v_sales AS o
  JOIN v_order_settlements AS s ON s.via_order_id = o.order_id
  WHERE :basis = 'cash' AND o.ordered_date >= :from_date AND o.ordered_date < :to_date AND s.occurred_date <= :as_of
  UNION ALL
  SELECT o.order_id, s.net_sen
  FROM v_sales AS o
  JOIN v_copies AS k ON k.sale_order_id = o.order_id
  JOIN v_order_settlements AS s ON s.via_order_id = k.order_id
  WHERE :basis = 'cash' AND o.ordered_date >= :from_date AND o.ordered_date < :to_date AND s.occurred_date <= :as_of
) AS u
GROUP BY u.order_id
