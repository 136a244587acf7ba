-- needs: v_orders
-- needs: v_order_cash
-- The orders of closed months as they are today, with what a closing freezes of them.
--
-- decision_id  the closing of the order's month
-- settled_sen  what its settlements brought up to the month's last day: later money is no adjustment
-- facts        all that is frozen, a text with a slot of 24 characters per value: v_adjusted takes it apart
CREATE VIEW v_closed_orders AS
SELECT
  m.month,
  o.platform,
  o.account,
  o.order_no,
  o.order_id,
  m.decision_id,
  o.status, o.return_kind, o.payment_status, o.ordered_date, o.shipped_date, o.delivered_date,
  o.completed_date, o.canceled_date, o.returned_date, o.is_test, o.quantity, o.product_gross_sen,
  o.seller_discount_sen, o.platform_discount_sen, o.buyer_shipping_sen, o.buyer_total_sen,
  o.shipping_cost_sen, o.net_revenue_sen, o.refund_sen, o.delivered_revenue_sen, o.cod_value_sen,
  o.cod_fee_sen, o.return_fee_sen, o.cogs_sen,
  COALESCE(c.settled_sen, 0) AS settled_sen,
  printf(
    '%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s'
    || '%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s',
    o.status, o.return_kind, o.payment_status, o.ordered_date, o.shipped_date, o.delivered_date,
    o.completed_date, o.canceled_date, o.returned_date, o.is_test, o.quantity, o.product_gross_sen,
    o.seller_discount_sen, o.platform_discount_sen, o.buyer_shipping_sen, o.buyer_total_sen,
    o.shipping_cost_sen, o.net_revenue_sen, o.refund_sen, o.delivered_revenue_sen, o.cod_value_sen,
    o.cod_fee_sen, o.return_fee_sen, o.cogs_sen, COALESCE(c.settled_sen, 0)
  ) AS facts
FROM closed_months AS m
JOIN v_orders AS o ON o.ordered_date >= m.from_date AND o.ordered_date < m.to_date
LEFT JOIN (
  SELECT d.order_id, SUM(d.net_sen) AS settled_sen
  FROM v_order_cash AS d
  JOIN orders AS s ON s.order_id = d.order_id
  JOIN closed_months AS n ON s.ordered_date >= n.from_date AND s.ordered_date < n.to_date
  WHERE d.occurred_date < n.to_date
  GROUP BY d.order_id
) AS c ON c.order_id = o.order_id;
