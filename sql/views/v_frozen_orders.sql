-- What closings froze of each order, as far as it still stands: the month's own closing, and later ones that
-- booked adjustments of it.
--
-- closed_in  the month whose closing wrote the row;  is_first  that is the order's own month
-- is_newest  no later closing knows better
-- facts      all that was frozen, as in v_closed_orders; NULL when the order had left the month
CREATE VIEW v_frozen_orders AS
SELECT
  f.month,
  f.platform,
  f.account,
  f.order_no,
  f.decision_id,
  c.month AS closed_in,
  CASE WHEN f.decision_id = m.decision_id THEN 1 ELSE 0 END AS is_first,
  CASE WHEN EXISTS (
    SELECT 1 FROM frozen_orders AS n
    WHERE n.month = f.month AND n.platform = f.platform AND n.account = f.account
      AND n.order_no = f.order_no AND n.decision_id > f.decision_id
  ) THEN 0 ELSE 1 END AS is_newest,
  CASE WHEN f.status IS NOT NULL THEN printf(
    '%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s'
    || '%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s%-24s',
    f.status, f.return_kind, f.payment_status, f.ordered_date, f.shipped_date, f.delivered_date,
    f.completed_date, f.canceled_date, f.returned_date, f.is_test, f.quantity, f.product_gross_sen,
    f.seller_discount_sen, f.platform_discount_sen, f.buyer_shipping_sen, f.buyer_total_sen,
    f.shipping_cost_sen, f.net_revenue_sen, f.refund_sen, f.delivered_revenue_sen, f.cod_value_sen,
    f.cod_fee_sen, f.return_fee_sen, f.cogs_sen, f.settled_sen
  ) END AS facts
FROM frozen_orders AS f
JOIN closed_months AS m ON m.month = f.month AND f.decision_id >= m.decision_id
JOIN closed_months AS c ON c.decision_id = f.decision_id;
