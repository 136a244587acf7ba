-- needs: as_of_day
-- needs: order_money
-- needs: sales_due
-- needs: differences
-- needs: order_books
-- needs: unusual_fees
-- The stage and the finding of every sale; then of every number that no order file tells of.
-- expected_sen  what the order brings in all; never negative, also where it was charged above its worth
-- to_come_sen   what its payer still has to settle; the waterfall's step not_yet_settled
-- off_sen       how much more (+) or less (-) was settled than should be, also where charges took more than the order is worth
SELECT
  d.order_no AS order_no, d.platform AS platform, d.account AS account, d.source AS source,
  d.payer AS payer, d.ordered_date AS ordered_date, d.status AS status, d.lines AS lines,
  d.net_sen - d.ads_sen AS settled_sen,
  d.own_paid_sen AS paid_out_sen, d.own_bank_sen AS in_bank_sen,
  MAX(0, CASE WHEN j.live = 1 AND d.route <> 'direct' AND d.revenues = 0
              THEN d.full_sen - d.stated_refund_sen + j.assumed_sen + d.net_sen - d.ads_sen
              ELSE d.net_sen - d.ads_sen - j.fee_gap_sen - j.excess_sen - CASE WHEN d.fee_bps IS NULL AND j.gap_sen BETWEEN -200 AND 200 THEN COALESCE(q.gap_sen, 0) ELSE 0 END END) AS expected_sen,
  CASE
    WHEN j.live = 1 AND d.route <> 'direct' AND d.revenues = 0
    THEN CASE WHEN d.state = 'done' THEN 'awaiting_settlement' ELSE 'awaiting_delivery' END
    WHEN d.net_sen - d.ads_sen > 0 OR (j.live = 1 AND d.revenues > 0)
    THEN CASE WHEN d.net_sen - d.ads_sen <> 0 AND d.own_bank_sen = d.net_sen - d.ads_sen THEN 'in_bank'
              WHEN d.net_sen - d.ads_sen <> 0 AND d.own_paid_sen = d.net_sen - d.ads_sen THEN 'paid_out'
              ELSE 'settled' END
    ELSE 'not_due'
  END AS stage,
  CASE
    -- What an order is worth of which items are missing is not known, so no difference is one.
    WHEN d.state = 'test' OR d.is_incomplete = 1 THEN 'none'
    WHEN j.twice = 1 OR COALESCE(k.wallet_twice, 0) = 1 THEN 'double_settled'
    WHEN d.state = 'done' AND d.route <> 'direct' AND d.revenues = 0 AND d.payer_known = 1 AND c.day > d.alarm_day + d.due_days
    THEN 'overdue'
    WHEN j.gap_sen < -200 OR k.wallet_gap_sen < 0 THEN 'short'
    WHEN j.gap_sen > 200 OR k.wallet_gap_sen > 0 THEN 'over'
    WHEN j.fee_gap_sen <> 0 THEN 'fee_mismatch'
    WHEN q.gap_sen <> 0 AND d.fee_bps IS NULL THEN 'fee_unusual'
    WHEN j.settled = 1 AND j.refunded_sen > 0 AND (d.revenues > 0 OR d.refund_line_sen < 0) THEN 'refund'
    WHEN d.state = 'back' AND d.route = 'cod' AND d.payer_known = 1
     AND d.charges = 0 AND c.day > d.alarm_day + d.due_days THEN 'rts_not_charged'
    WHEN d.state = 'lost' AND d.claims_sen = 0 AND d.items_sen <= 0 THEN 'lost_unclaimed'
    ELSE 'none'
  END AS finding,
  d.state AS state, d.route AS route, d.revenues AS revenues, d.full_sen AS full_sen,
  d.likely_shipping_sen AS named_shipping_sen, j.refunded_sen AS refunded_sen,
  d.is_incomplete AS is_incomplete, d.payer_known AS payer_known, d.stated_refund_sen AS stated_refund_sen, d.refund_unknown AS refund_unknown,
  j.gap_sen AS gap_sen,
  j.twice AS twice, d.order_id AS order_id, d.by_wallet AS by_wallet,
  COALESCE(k.wallet_gap_sen, 0) AS wallet_gap_sen, k.detail_sen AS detail_sen, k.wallet_sen AS wallet_sen,
  COALESCE(k.details, 0) AS details, COALESCE(k.wallets, 0) AS wallets,
  d.claims_sen + CASE WHEN d.state = 'lost' THEN d.items_sen ELSE 0 END AS claims_sen,
  d.shipping_sen AS shipping_sen,
  CASE WHEN d.state = 'done' AND d.settled_day > d.ended_day + d.due_days THEN 1
       WHEN d.state = 'back' AND d.last_day > d.ended_day + d.due_days THEN 1 ELSE 0 END AS late,
  d.settled_date AS settled_date,
  CASE WHEN d.state = 'done' AND d.route <> 'direct' AND d.revenues = 0 AND d.payer_known = 0
        AND c.day > d.alarm_day + d.due_days THEN 1 ELSE 0 END AS no_data,
  c.day - COALESCE(d.settled_day, CASE WHEN d.state <> 'open' THEN d.ended_day END, d.ordered_day) AS age_days,
  CASE WHEN d.state = 'done' THEN c.day - d.alarm_day END AS due_for_days,
  CASE WHEN j.live = 1 AND d.route <> 'direct' AND d.revenues = 0
       THEN d.full_sen - d.stated_refund_sen + j.assumed_sen ELSE 0 END AS to_come_sen,
  CASE WHEN j.live = 1 AND d.route <> 'direct' AND d.revenues = 0
       THEN d.stated_refund_sen - d.full_sen - j.assumed_sen
       ELSE j.fee_gap_sen + j.excess_sen + CASE WHEN d.fee_bps IS NULL AND j.gap_sen BETWEEN -200 AND 200 THEN COALESCE(q.gap_sen, 0) ELSE 0 END END AS off_sen
FROM sales_due AS d
JOIN differences AS j ON j.order_id = d.order_id
LEFT JOIN order_books AS k ON k.order_id = d.order_id
LEFT JOIN unusual_fees AS q ON q.order_id = d.order_id
CROSS JOIN as_of_day AS c
UNION ALL
SELECT
  m.order_key, m.platform, m.account, m.source, m.platform, m.first_date,
  NULL,
  m.lines,
  m.net_sen - m.ads_sen,
  m.own_paid_sen, m.own_bank_sen,
  NULL,
  CASE WHEN m.net_sen - m.ads_sen <> 0 AND m.own_bank_sen = m.net_sen - m.ads_sen THEN 'in_bank'
       WHEN m.net_sen - m.ads_sen <> 0 AND m.own_paid_sen = m.net_sen - m.ads_sen THEN 'paid_out'
       ELSE 'settled' END,
  'unknown_order',
  'unknown',
  'unknown',
  m.revenues,
  0,
  0,
  0,
  0,
  1,
  0,
  0,
  0,
  0, NULL, 0,
  0, NULL, NULL,
  0, 0,
  m.claims_sen, m.shipping_sen,
  0,
  m.settled_date,
  0,
  c.day - m.first_day,
  NULL,
  0,
  0
FROM order_money AS m
CROSS JOIN as_of_day AS c
WHERE m.order_id IS NULL AND m.order_key IS NOT NULL
  AND m.first_date >= :from_date AND m.first_date < :to_date
