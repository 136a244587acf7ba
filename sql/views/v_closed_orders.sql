-- needs: v_orders
-- The orders of closed months as they are today, with what a closing freezes of them.
--
-- decision_id  the closing of the order's month
-- settled_sen  what its settlements brought (as in v_order_cash, looked up from the order's side) up to the
--              month's last day: later money is no adjustment. (+ keeps an index on days from use: it
--              would read a shop's whole past for each order.)
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
      SELECT COALESCE(SUM(s.net_sen), 0)
      FROM orders AS x
      JOIN settlement_lines AS s
        ON s.platform = x.platform AND s.account = x.account AND s.order_no = x.order_no
      WHERE (x.order_id = o.order_id OR x.sale_of_order_id = o.order_id)
        AND s.ledger = 'detail' AND s.kind <> 'ads_topup' AND +s.occurred_date < m.to_date
    ) AS settled_sen
  FROM closed_months AS m
  JOIN orders AS o ON o.ordered_date >= m.from_date AND o.ordered_date < m.to_date
) AS u
JOIN v_orders AS o ON o.order_id = u.order_id;
