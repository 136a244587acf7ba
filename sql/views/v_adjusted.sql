-- needs: v_months
-- needs: v_order_moves
-- needs: v_sum_moves
-- Adjustments of closed months, one row per value that is no longer what was frozen.
--
-- booked_month  the month that takes the adjustment: the first open one after the closed month; once that is
--               closed too, it stays there (`is_open` 0)
-- subject       'order', 'settlement' or 'ads';  order_no, kind  which one
-- column_name   the value that moved; an order that came or went tells its status and its money only
CREATE VIEW v_adjusted AS
WITH names(place, name) AS (
  VALUES
    (0, 'status'), (1, 'return_kind'), (2, 'payment_status'), (3, 'ordered_date'),
    (4, 'shipped_date'), (5, 'delivered_date'), (6, 'completed_date'), (7, 'canceled_date'),
    (8, 'returned_date'), (9, 'is_test'), (10, 'quantity'), (11, 'product_gross_sen'),
    (12, 'seller_discount_sen'), (13, 'platform_discount_sen'), (14, 'buyer_shipping_sen'),
    (15, 'buyer_total_sen'), (16, 'shipping_cost_sen'), (17, 'net_revenue_sen'),
    (18, 'refund_sen'), (19, 'delivered_revenue_sen'), (20, 'cod_value_sen'), (21, 'cod_fee_sen'),
    (22, 'return_fee_sen'), (23, 'cogs_sen'), (24, 'settled_sen')
)
SELECT
  u.month AS adjusted_month,
  COALESCE(u.closed_in, (
    SELECT MIN(v.month) FROM v_months AS v
    WHERE v.month > u.month AND v.month NOT IN (SELECT c.month FROM closed_months AS c)
  )) AS booked_month,
  CASE WHEN u.closed_in IS NULL THEN 1 ELSE 0 END AS is_open,
  u.subject,
  u.platform,
  u.account,
  u.order_no,
  u.kind,
  u.column_name,
  u.was,
  u.live,
  u.difference_sen,
  u.decision_id
FROM (
  SELECT
    c.month, c.closed_in, c.decision_id, 'order' AS subject, c.platform, c.account, c.order_no, '' AS kind,
    c.name AS column_name, c.was, c.live,
    CASE WHEN c.is_money = 1
         THEN COALESCE(CAST(c.live AS INTEGER), 0) - COALESCE(CAST(c.was AS INTEGER), 0) END AS difference_sen
  FROM (
    SELECT
      m.month, m.closed_in, m.decision_id, m.platform, m.account, m.order_no, n.name,
      CASE WHEN m.was IS NULL OR m.now IS NULL THEN 1 ELSE 0 END AS came_or_went,
      CASE WHEN n.name LIKE '%!_sen' ESCAPE '!' THEN 1 ELSE 0 END AS is_money,
      NULLIF(RTRIM(SUBSTR(m.was, 24 * n.place + 1, 24)), '') AS was,
      NULLIF(RTRIM(SUBSTR(m.now, 24 * n.place + 1, 24)), '') AS live
    FROM v_order_moves AS m
    CROSS JOIN names AS n
  ) AS c
  WHERE COALESCE(c.was, '') <> COALESCE(c.live, '')
    AND (c.came_or_went = 0 OR c.name = 'status' OR c.is_money = 1 AND COALESCE(c.live, c.was) <> '0')
  UNION ALL
  SELECT
    s.month, s.closed_in, s.decision_id, s.subject, s.platform, s.account, '', s.kind, 'amount_sen',
    CAST(s.was_sen AS TEXT), CAST(s.now_sen AS TEXT), s.now_sen - s.was_sen
  FROM v_sum_moves AS s
) AS u;
