-- needs: v_orders
-- needs: v_cash_lines
-- The orders of closed months as they are today, with what a closing freezes of them.
--
-- decision_id  the closing of the order's month
-- settled_sen  what its settlements brought (v_cash_lines) up to the month's last day: later money is no adjustment
-- facts        all that is frozen, a text with a slot of 24 characters per value: v_adjusted takes it apart
CREATE VIEW v_closed_orders AS
SELECT
  u.month,
  o.platform,
  o.account,
  o.order_no,
  o.order_id,
  u.decision_id,
  o.status, o.return_kind, o.payment_status, o.ordered_date, o.shipped_date, o.delivered_date,
  o.completed_date, o.canceled_date, o.returned_date, o.is_test, o.quantity, o.product_gross_sen,
  o.seller_discount_sen, o.platform_discount_sen, o.buyer_shipping_sen, o.buyer_total_sen,
  o.shipping_cost_sen, o.net_revenue_sen, o.refund_sen, o.delivered_revenue_sen, o.cod_value_sen,
  o.cod_fee_sen, o.return_fee_sen, o.cogs_sen,
  u.settled_sen,
  printf(
    '%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s'
    || '%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s',
    o.status, o.return_kind, o.payment_status, o.ordered_date, o.shipped_date, o.delivered_date,
    o.completed_date, o.canceled_date, o.returned_date, o.is_test, o.quantity, o.product_gross_sen,
    o.seller_discount_sen, o.platform_discount_sen, o.buyer_shipping_sen, o.buyer_total_sen,
    o.shipping_cost_sen, o.net_revenue_sen, o.refund_sen, o.delivered_revenue_sen, o.cod_value_sen,
    o.cod_fee_sen, o.return_fee_sen, o.cogs_sen, u.settled_sen
  ) AS facts
FROM (
  SELECT
    m.month, m.decision_id, o.order_id,
    (
      SELECT COALESCE(SUM(c.net_sen), 0)
      FROM line_orders AS r
      JOIN v_cash_lines AS c ON c.line_id = r.line_id
      WHERE r.order_id = o.order_id AND c.occurred_date < m.to_date
    ) AS settled_sen
  FROM closed_months AS m
  JOIN orders AS o ON o.ordered_date >= m.from_date AND o.ordered_date < m.to_date
) AS u
JOIN v_orders AS o ON o.order_id = u.order_id;
