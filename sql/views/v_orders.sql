-- needs: v_sales
-- Each sale once (v_sales), with what counts of it.
--
-- is_counted       definitions 1.2: really bought and not a test order
-- delivered_revenue_sen  completed orders less what was refunded; 0 for every other order
-- left_date        when the parcel left, by the best date there is; left_warehouse says whether it did
-- first_order_date the customer's first counted order ever, in any period. A look-up per row instead
--                  of a window, so that a month out of years reads only that month's customers.
CREATE VIEW v_orders AS
SELECT
  o.order_id,
  o.platform,
  o.account,
  o.order_no,
  o.source,
  o.channel,
  o.creator,
  o.creator_key,
  o.content,
  o.customer_id,
  o.ordered_at,
  o.ordered_date,
  o.ordered_day,
  o.ordered_minute,
  o.paid_date,
  o.ready_date,
  o.shipped_at,
  o.shipped_date,
  o.shipped_day,
  o.delivered_date,
  o.completed_at,
  o.completed_date,
  o.completed_day,
  o.canceled_date,
  o.returned_date,
  o.status,
  o.raw_status,
  o.cancel_reason,
  o.return_kind,
  o.delivery_problem,
  o.return_in_process,
  o.payment_status,
  o.payment_method,
  o.is_cod,
  o.is_test,
  o.is_incomplete,
  o.product_kind,
  o.courier,
  o.awb,
  o.buyer_username,
  o.recipient_name,
  o.recipient_phone,
  o.province,
  o.city,
  o.district,
  o.quantity,
  o.returned_quantity,
  o.product_gross_sen,
  o.seller_discount_sen,
  o.platform_discount_sen,
  o.item_subtotal_sen,
  o.buyer_shipping_sen,
  o.shipping_cost_sen,
  o.buyer_total_sen,
  o.refund_sen,
  o.refund_unknown,
  o.cod_value_sen,
  o.cod_fee_sen,
  o.return_fee_sen,
  o.cogs_sen,
  o.handled_by,
  o.utm_source,
  o.utm_campaign,
  COALESCE(o.net_revenue_sen, 0) AS net_revenue_sen,
  CASE WHEN o.status IN ('confirmed', 'in_process', 'ready_to_ship', 'shipped', 'completed', 'rts', 'closed')
         AND o.is_test = 0 THEN 1 ELSE 0 END AS is_counted,
  CASE WHEN o.status IN ('confirmed', 'in_process', 'ready_to_ship', 'shipped')
         AND o.is_test = 0 THEN 1 ELSE 0 END AS is_open,
  CASE WHEN o.status = 'completed' AND o.is_test = 0
       THEN COALESCE(o.net_revenue_sen, 0) - o.refund_sen ELSE 0 END AS delivered_revenue_sen,
  CASE WHEN o.status IN ('shipped', 'completed', 'rts', 'closed')
         AND o.is_test = 0 THEN 1 ELSE 0 END AS left_warehouse,
  COALESCE(o.shipped_date, o.ready_date, o.confirmed_date, o.ordered_date) AS left_date,
  (SELECT MIN(e.ordered_date)
     FROM (
       SELECT MIN(f.ordered_date) AS ordered_date
         FROM orders AS f
        WHERE f.customer_id = o.customer_id
          AND f.sale_of_order_id IS NULL
          AND f.is_test = 0
          AND f.status IN ('confirmed', 'in_process', 'ready_to_ship', 'shipped', 'completed', 'rts', 'closed')
       UNION ALL
       SELECT MIN(f.ordered_date) AS ordered_date
         FROM orders AS f
         JOIN sale_feeds AS p ON p.order_id = f.order_id
        WHERE f.customer_id = o.customer_id
          AND f.sale_of_order_id IS NULL
          AND f.is_test = 0
          AND f.status IN ('created', 'pending')
          AND p.status_rank > 1
          AND p.status <> 'canceled'
     ) AS e
  ) AS first_order_date
FROM v_sales AS o;
