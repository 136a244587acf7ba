-- needs: as_of_day
-- needs: order_stages
-- needs: return_parcels
-- needs: shipping_excess
-- What may be claimed of the sales of the period, by whom it is owed, until when and up to how much by the rules of omni.toml.
-- start_date   the day the time runs from: shipped (lost), scanned in (damaged), charged, completed (unpaid), settled (short)
SELECT
  e.order_id, e.platform, e.account, e.order_no, e.ordered_date, e.kind, e.payer, e.courier, e.awb, e.start_date,
  e.amount_sen, e.recovered_sen, e.deadline_date, e.deadline_day - c.day AS days_left, e.ceiling_sen,
  CASE WHEN e.recovered_sen > 0
        AND (e.recovered_sen >= e.amount_sen OR e.recovered_sen >= COALESCE(e.ceiling_sen, e.amount_sen)) THEN 'recovered'
       WHEN e.deadline_day < c.day THEN 'expired'
       WHEN e.recovered_sen > 0 THEN 'partly'
       ELSE 'open' END AS state
FROM (
  SELECT
    w.order_id, w.platform, w.account, w.order_no, w.ordered_date, w.kind, w.payer, w.courier, w.awb, w.start_date,
    w.amount_sen, w.recovered_sen, w.nth,
    w.start_day + w.days AS deadline_day,
    (SELECT d.date FROM v_days AS d WHERE d.day = w.start_day + w.days) AS deadline_date,
    CASE WHEN w.most_sen IS NULL THEN w.times * w.shipping_sen
         WHEN w.times * w.shipping_sen < w.most_sen THEN w.times * w.shipping_sen
         ELSE w.most_sen END AS ceiling_sen
  FROM (
    SELECT
      k.order_id, k.platform, k.account, k.order_no, k.ordered_date, k.kind, k.payer, k.courier, k.awb, k.start_date,
      k.amount_sen, k.recovered_sen, k.shipping_sen,
      d.day AS start_day,
      rules.days AS days, rules.ceiling_sen AS most_sen, rules.times AS times,
      ROW_NUMBER() OVER (
        PARTITION BY k.order_id, k.kind
        ORDER BY CASE WHEN rules.kind IS NULL THEN 1 ELSE 0 END,
                 CASE WHEN rules.payer = LOWER(k.courier) THEN 0 ELSE 1 END, rules.since DESC) AS nth
    FROM (
      SELECT
        q.order_id, q.platform, q.account, q.order_no, q.ordered_date, q.kind, q.courier, q.awb, q.start_date,
        q.amount_sen, q.recovered_sen, q.shipping_sen,
        CASE WHEN q.route = 'marketplace' OR q.payer = 'mengantar' OR q.kind IN ('unpaid', 'short') THEN q.payer
             ELSE COALESCE(q.courier, q.payer) END AS payer
      FROM (
        SELECT
          u.order_id, u.platform, u.account, u.order_no, u.ordered_date, u.courier, u.awb, u.route, u.payer,
          COALESCE(u.stated_shipping_sen, 0) AS shipping_sen,
          CASE t.finding WHEN 'overdue' THEN 'unpaid' WHEN 'short' THEN 'short' ELSE 'lost' END AS kind,
          CASE t.finding WHEN 'overdue' THEN u.ended_date WHEN 'short' THEN t.settled_date ELSE o.left_date END AS start_date,
          CASE t.finding WHEN 'overdue' THEN t.to_come_sen WHEN 'short' THEN -t.off_sen
               ELSE COALESCE(NULLIF(t.full_sen, 0), u.net_sen) END AS amount_sen,
          CASE WHEN t.finding IN ('overdue', 'short') THEN 0 ELSE t.claims_sen END AS recovered_sen
        FROM order_stages AS t
        JOIN v_dues AS u ON u.platform = t.platform AND u.account = t.account AND u.order_no = t.order_no
        JOIN v_orders AS o ON o.order_id = u.order_id
        WHERE (t.finding = 'overdue' AND t.payer_known = 1) OR t.finding = 'short' OR t.state = 'lost'
        UNION ALL
        SELECT
          x.order_id, x.platform, x.account, x.order_no, x.ordered_date, x.courier, x.awb, u.route, u.payer,
          COALESCE(u.stated_shipping_sen, 0), 'overcharged', x.charged_date, x.overcharge_sen, 0
        FROM shipping_excess AS x
        JOIN v_dues AS u ON u.order_id = x.order_id
        UNION ALL
        SELECT
          g.order_id, g.platform, g.account, g.order_no, g.ordered_date, g.courier, g.awb, u.route, u.payer,
          COALESCE(u.stated_shipping_sen, 0), 'damaged', g.received_date,
          CASE WHEN g.spoilt >= g.pieces THEN g.net_revenue_sen ELSE CAST(ROUND(1.0 * g.net_revenue_sen * g.spoilt / g.pieces) AS INTEGER) END,
          COALESCE((SELECT SUM(m.claims_sen) FROM v_lines_of_sales AS l JOIN v_money_steps AS m ON m.line_id = l.line_id
                     WHERE l.order_id = g.order_id AND m.occurred_date <= :as_of), 0)
        FROM (
          SELECT
            o.order_id, o.platform, o.account, o.order_no, o.ordered_date, o.courier, o.awb, o.net_revenue_sen,
            p.pieces,
            MAX(s.received_date) AS received_date,
            COALESCE(SUM(COALESCE(s.quantity, p.pieces)), 0) AS spoilt
          FROM return_parcels AS p
          JOIN v_orders AS o ON o.order_id = p.order_id
          JOIN v_return_scans AS s ON s.parcel_no IN (o.order_no, o.awb)
          WHERE s.condition IN ('damaged', 'empty') AND s.received_date <= :as_of
            AND o.ordered_date >= :from_date AND o.ordered_date < :to_date
          GROUP BY o.order_id, o.platform, o.account, o.order_no, o.ordered_date, o.courier, o.awb, o.net_revenue_sen, p.pieces
        ) AS g
        JOIN v_dues AS u ON u.order_id = g.order_id
      ) AS q
    ) AS k
    LEFT JOIN v_days AS d ON d.date = k.start_date
    LEFT JOIN v_claim_rules AS rules
      ON rules.payer IN (LOWER(k.courier), k.payer, k.platform) AND rules.since <= k.start_date
     AND (rules.kind IS NULL OR rules.kind = k.kind)
  ) AS w
) AS e
CROSS JOIN as_of_day AS c
WHERE e.nth = 1
