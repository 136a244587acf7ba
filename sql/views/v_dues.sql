-- needs: v_sales
-- What each sale should bring by its own facts, before any settlement is looked at.
--
-- route      marketplace (the platform collects), cod (a courier does), direct (the buyer paid the seller)
-- payer      who hands the money over: the platform, or Mengantar for a sale that it shipped
-- outcome    done, open, back (returned), lost, gone (canceled), lead (never bought), test;
--            on ended_date it became that, before it was open
-- last_known_day   the day it ended; where the file names none (OrderOnline's returns), the last one that it does name
-- gmv_sen    item value before the seller's discounts; net_sen after them; full_sen what is collected
-- named_…    charges the order file itself names; NULL where it names none
-- stated_shipping_sen  what the order file says the courier takes, whoever pays it; on marketplaces an estimate
-- direct_sen what the buyer paid the seller himself where the route is direct; paid_date, when
-- is_incomplete  1 where some of its items are in no file: what it should bring is not known
-- due_days   how long the payer takes, by the settings
CREATE VIEW v_dues AS
SELECT
  s.order_id,
  s.platform,
  s.account,
  s.order_no,
  s.source,
  s.route,
  s.payer,
  s.ordered_date,
  s.ordered_day,
  s.status,
  s.courier,
  s.awb,
  s.outcome,
  s.ended_date,
  CASE WHEN s.ended_date = s.completed_date THEN s.completed_day
       ELSE CAST(julianday(s.ended_date) - 2440587.5 AS INTEGER) END AS ended_day,
  COALESCE(CAST(julianday(s.ended_date) - 2440587.5 AS INTEGER), s.shipped_day, s.ordered_day) AS last_known_day,
  COALESCE(s.product_gross_sen, s.net_revenue_sen + COALESCE(s.seller_discount_sen, 0), 0) AS gmv_sen,
  COALESCE(s.net_revenue_sen, 0) AS net_sen,
  CASE s.route WHEN 'marketplace' THEN COALESCE(s.net_revenue_sen, 0)
               WHEN 'cod' THEN COALESCE(s.cod_value_sen, s.buyer_total_sen, s.net_revenue_sen, 0)
               ELSE 0 END AS full_sen,
  CASE WHEN s.outcome = 'done' THEN s.refund_sen ELSE 0 END AS refund_sen,
  s.refund_unknown,
  s.is_incomplete,
  CASE WHEN s.route = 'cod' THEN s.shipping_cost_sen END AS named_shipping_sen,
  CASE WHEN s.route = 'cod' THEN s.cod_fee_sen END AS named_fee_sen,
  s.shipping_cost_sen AS stated_shipping_sen,
  s.paid_date,
  CASE s.route WHEN 'direct'
    THEN COALESCE(s.net_revenue_sen + COALESCE(s.buyer_shipping_sen, MAX(s.buyer_total_sen - s.net_revenue_sen, 0), 0), s.buyer_total_sen, 0)
       - s.refund_sen ELSE 0 END AS direct_sen,
  COALESCE(t.settlement_days, 7) AS due_days,
  t.fee_bps
FROM (
  SELECT
    o.order_id,
    o.platform,
    o.account,
    o.order_no,
    o.source,
    o.ordered_date,
    o.ordered_day,
    o.shipped_day,
    o.status,
    o.courier,
    o.awb,
    o.completed_date,
    o.completed_day,
    o.product_gross_sen,
    o.seller_discount_sen,
    o.net_revenue_sen,
    o.cod_value_sen,
    o.buyer_total_sen,
    o.buyer_shipping_sen,
    o.paid_date,
    o.refund_sen,
    o.refund_unknown,
    o.is_incomplete,
    o.shipping_cost_sen,
    o.cod_fee_sen,
    CASE WHEN o.platform IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
         THEN 'marketplace' WHEN o.is_cod = 1 THEN 'cod' ELSE 'direct' END AS route,
    CASE WHEN o.platform IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora', 'mengantar')
         THEN o.platform
         ELSE COALESCE((SELECT MIN(c.platform) FROM orders AS c
                         WHERE c.sale_of_order_id = o.order_id AND c.platform = 'mengantar'), o.platform)
    END AS payer,
    CASE
      WHEN o.is_test = 1 THEN 'test'
      WHEN o.status IN ('created', 'pending') THEN 'lead'
      WHEN o.status = 'canceled' THEN 'gone'
      WHEN o.return_kind = 'lost' AND o.status IN ('closed', 'rts') THEN 'lost'
      WHEN o.status = 'rts' THEN 'back'
      WHEN o.status = 'completed' THEN 'done'
      ELSE 'open'
    END AS outcome,
    CASE o.status
      WHEN 'canceled' THEN o.canceled_date
      WHEN 'rts' THEN COALESCE(o.returned_date, o.completed_date)
      WHEN 'completed' THEN COALESCE(o.completed_date, o.delivered_date, o.shipped_date, o.ordered_date)
    END AS ended_date
  FROM v_sales AS o
) AS s
LEFT JOIN settlement_terms AS t ON t.platform = s.payer;
