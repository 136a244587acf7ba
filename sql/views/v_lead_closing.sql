-- needs: v_customer_keys
-- needs: v_orders
-- Every lead with the customer its phone belongs to and the order that closed it (AMB-18).
--
-- closing   'closed': the first counted order since the first message, at most 30 days after the last one;
--           'repeat': the customer had bought before; 'open': neither
CREATE VIEW v_lead_closing AS
SELECT
  f.lead_id,
  f.customer_id,
  CASE WHEN f.bought_before = 1 THEN 'repeat'
       WHEN f.closing_order_id IS NOT NULL THEN 'closed' ELSE 'open' END AS closing,
  c.order_id AS closing_order_id,
  c.order_no AS closing_order_no,
  c.platform AS closing_platform,
  c.ordered_date AS closing_date,
  c.ordered_day - f.first_day AS closing_days,
  c.net_revenue_sen AS closing_value_sen
FROM (
  SELECT
    l.lead_id,
    k.customer_id,
    COALESCE(l.created_day, l.last_message_day) AS first_day,
    CASE WHEN EXISTS (
      SELECT 1 FROM v_orders AS b
       WHERE b.customer_id = k.customer_id AND b.is_counted = 1
         AND CASE WHEN b.ordered_at IS NULL OR COALESCE(l.created_at, l.last_message_at) IS NULL
                  THEN CASE WHEN b.ordered_date < COALESCE(l.created_date, l.last_message_date) THEN 1 ELSE 0 END
                  ELSE CASE WHEN b.ordered_at < COALESCE(l.created_at, l.last_message_at) THEN 1 ELSE 0 END END = 1
    ) THEN 1 ELSE 0 END AS bought_before,
    (SELECT o.order_id FROM v_orders AS o
      WHERE o.customer_id = k.customer_id AND o.is_counted = 1
        AND CASE WHEN o.ordered_at IS NULL OR COALESCE(l.created_at, l.last_message_at) IS NULL
                 THEN CASE WHEN o.ordered_date >= COALESCE(l.created_date, l.last_message_date) THEN 1 ELSE 0 END
                 ELSE CASE WHEN o.ordered_at >= COALESCE(l.created_at, l.last_message_at) THEN 1 ELSE 0 END END = 1
        AND o.ordered_day <= COALESCE(l.last_message_day, l.created_day) + 30
      ORDER BY o.ordered_date, o.ordered_at, o.platform, o.account, o.order_no
      LIMIT 1) AS closing_order_id
  FROM v_leads AS l
  LEFT JOIN v_customer_keys AS k ON k.key = 'phone:' || l.phone
) AS f
LEFT JOIN v_orders AS c ON c.order_id = f.closing_order_id AND f.bought_before = 0;
