-- needs: v_sales
-- needs: v_refused_numbers
-- What each sale should bring by its own facts, before any settlement is looked at.
--
-- route      marketplace (the platform collects), cod (a courier does), direct (the buyer paid the seller)
-- payer      who hands the money over: the platform, or Mengantar for a sale that it shipped
-- outcome    done, open, back (returned), lost, gone (canceled), lead (never bought), test;
--            on ended_date it became that, before it was open
-- ended_day  the day it ended, where a file names it
-- last_known_day  the day it ended; where the file names none, the last one that it does name
-- alarm_day  from when its money counts as late: that day, else the day after its file first said so; never
--            before a day until which the buyer may still ask for a return
-- gmv_sen    item value before the seller's discounts; net_sen after them; full_sen what is collected
-- named_…    charges the order file itself names; NULL where it names none. The shipping of OrderOnline and Scalev may be
--            the buyer's: it counts once settlements prove it (>= 20 of them, >= 80 % agree), also where the file proves that
--            the buyer paid just that, or a courier's own file names it
-- stated_shipping_sen  what the order file says the courier takes, whoever pays it; on marketplaces an estimate
-- bought_sen, subsidised_sen  the buyer's shipping and the platform's discounts, by the order file
-- direct_sen what the buyer paid the seller himself where the route is direct; paid_date, when
-- is_incomplete  1 where some of its items are in no file, or a row that names it was refused: what it should bring, or
--            what came of it, is not known
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
  (SELECT d.day FROM calendar_days AS d WHERE d.date = s.known_end_date) AS ended_day,
  COALESCE((SELECT d.day FROM calendar_days AS d WHERE d.date = s.ended_date), s.shipped_day, s.ordered_day) AS last_known_day,
  CASE WHEN s.held_until > COALESCE(s.known_end_date, '')
    THEN (SELECT CASE WHEN COUNT(a.day) = 2 THEN MAX(a.day) END
            FROM (SELECT COALESCE((SELECT d.day FROM calendar_days AS d WHERE d.date = s.held_until), 0) AS day
                  UNION ALL
                  SELECT COALESCE((SELECT d.day FROM calendar_days AS d WHERE d.date = s.known_end_date), (
                           SELECT CASE WHEN COUNT(b.day) = 3 THEN MAX(b.day) END
                             FROM (SELECT s.seen_day AS day
                                   UNION ALL SELECT COALESCE(s.shipped_day, 0)
                                   UNION ALL SELECT COALESCE(s.ordered_day, 0)) AS b))) AS a)
    ELSE COALESCE((SELECT d.day FROM calendar_days AS d WHERE d.date = s.known_end_date), (
           SELECT CASE WHEN COUNT(b.day) = 3 THEN MAX(b.day) END
             FROM (SELECT s.seen_day AS day
                   UNION ALL SELECT COALESCE(s.shipped_day, 0)
                   UNION ALL SELECT COALESCE(s.ordered_day, 0)) AS b)) END AS alarm_day,
  COALESCE(s.product_gross_sen, s.net_revenue_sen + COALESCE(s.seller_discount_sen, 0), 0) AS gmv_sen,
  COALESCE(s.net_revenue_sen, 0) AS net_sen,
  CASE s.route WHEN 'marketplace' THEN COALESCE(s.net_revenue_sen, 0)
               WHEN 'cod' THEN COALESCE(s.cod_value_sen, s.buyer_total_sen, s.net_revenue_sen, 0)
               ELSE 0 END AS full_sen,
  CASE WHEN s.outcome = 'done' THEN s.refund_sen ELSE 0 END AS refund_sen,
  s.refund_unknown,
  CASE WHEN s.order_no IN (SELECT r.number FROM v_refused_numbers AS r)
         OR s.awb IN (SELECT r.number FROM v_refused_numbers AS r) THEN 1 ELSE s.is_incomplete END AS is_incomplete,
  CASE WHEN s.route <> 'cod' THEN NULL
       WHEN s.parcel_shipping_sen IS NOT NULL THEN s.parcel_shipping_sen
       WHEN s.platform NOT IN ('orderonline', 'scalev') THEN s.shipping_cost_sen
       WHEN p.orders >= 20 AND p.agreeing * 10 >= p.orders * 8 THEN s.shipping_cost_sen END AS named_shipping_sen,
  CASE WHEN s.route = 'cod' THEN s.cod_fee_sen END AS named_fee_sen,
  s.shipping_cost_sen AS stated_shipping_sen,
  COALESCE(s.buyer_shipping_sen, 0) AS bought_sen,
  COALESCE(s.platform_discount_sen, 0) AS subsidised_sen,
  s.paid_date,
  CASE s.route WHEN 'direct'
    THEN COALESCE(s.net_revenue_sen + COALESCE(s.buyer_shipping_sen, CASE WHEN s.buyer_total_sen < s.net_revenue_sen THEN 0 ELSE s.buyer_total_sen - s.net_revenue_sen END, 0), s.buyer_total_sen, 0)
       - s.refund_sen ELSE 0 END AS direct_sen,
  COALESCE(t.settlement_days, 7) AS due_days,
  (SELECT f.rate_bps FROM fee_terms AS f WHERE f.platform = s.payer AND f.from_date <= s.ordered_date
    ORDER BY f.from_date DESC LIMIT 1) AS fee_bps,
  (SELECT f.flat_sen FROM fee_terms AS f WHERE f.platform = s.payer AND f.from_date <= s.ordered_date
    ORDER BY f.from_date DESC LIMIT 1) AS fee_flat_sen
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
    o.platform_discount_sen,
    o.paid_date,
    o.refund_sen,
    o.refund_unknown,
    o.is_incomplete,
    o.shipping_cost_sen,
    o.parcel_shipping_sen,
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
    END AS ended_date,
    CASE o.status
      WHEN 'canceled' THEN o.canceled_date
      WHEN 'rts' THEN o.returned_date
      WHEN 'completed' THEN COALESCE(o.completed_date, o.delivered_date)
    END AS known_end_date,
    -- Instants are UTC: the day after is no earlier than the local one.
    1 + (SELECT d.day FROM calendar_days AS d
          WHERE d.date = SUBSTR(COALESCE((SELECT MIN(e.at) FROM order_events AS e WHERE e.order_id = o.order_id AND e.status = o.status),
                                         o.effective_at), 1, 10)) AS seen_day,
    CASE WHEN o.raw_status LIKE '%hingga ____-__-__%' THEN SUBSTR(o.raw_status, INSTR(o.raw_status, 'hingga ') + 7, 10)
    END AS held_until
  FROM v_sales AS o
) AS s
LEFT JOIN settlement_terms AS t ON t.platform = s.payer
LEFT JOIN proved_charges AS p ON p.platform = s.platform AND p.account = s.account;
