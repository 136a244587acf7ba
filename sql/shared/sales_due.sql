-- needs: order_money
-- needs: known_payers
-- needs: period_dues
-- computed once
-- Each sale of the period as it stood on as_of, beside its money.
-- named_sen  the charges to be expected: by a proved column, else by what the order file says of shipping (an estimate, and
--            no yardstick: only named_shipping_sen is one)
SELECT
  d.order_id AS order_id, d.platform AS platform, d.account AS account, d.order_no AS order_no,
  d.source AS source, d.route AS route, d.payer AS payer, d.ordered_date AS ordered_date,
  d.ordered_day AS ordered_day, d.status AS status,
  CASE WHEN d.ended_date > :as_of THEN 'open'
       WHEN d.outcome = 'lead' AND m.revenues > 0 THEN 'open'
       ELSE d.outcome END AS state,
  d.ended_day AS ended_day, d.alarm_day AS alarm_day, d.due_days AS due_days, d.fee_bps AS fee_bps, d.fee_flat_sen AS fee_flat_sen, d.gmv_sen AS gmv_sen,
  d.net_sen AS value_sen, d.full_sen AS full_sen,
  CASE WHEN d.ended_date > :as_of THEN 0
       -- Of what never came in no more can go back than it is worth.
       WHEN COALESCE(m.revenues, 0) = 0 THEN MIN(d.refund_sen, MAX(0, CASE d.route WHEN 'direct' THEN d.net_sen ELSE d.full_sen END))
       ELSE d.refund_sen END AS stated_refund_sen,
  d.refund_unknown AS refund_unknown, d.is_incomplete AS is_incomplete, d.named_shipping_sen AS named_shipping_sen,
  d.named_fee_sen AS named_fee_sen,
  CASE WHEN d.route = 'cod' THEN COALESCE(d.named_shipping_sen, d.stated_shipping_sen) END AS likely_shipping_sen,
  CASE WHEN d.route = 'cod' THEN COALESCE(d.named_shipping_sen, d.stated_shipping_sen, 0) ELSE 0 END
    + COALESCE(d.named_fee_sen, 0) AS named_sen,
  d.stated_shipping_sen AS stated_shipping_sen,
  -- What the buyer paid the seller himself: once lines tell of the sale, they count instead.
  CASE WHEN d.route = 'direct' AND d.outcome NOT IN ('test', 'lead', 'gone') AND d.paid_date <= :as_of AND COALESCE(m.revenues, 0) = 0
       THEN d.direct_sen ELSE 0 END AS direct_sen,
  CASE WHEN p.platform IS NOT NULL THEN 1 ELSE 0 END AS payer_known,
  COALESCE(m.lines, 0) AS lines,
  m.settled_date AS settled_date, m.settled_day AS settled_day, m.last_day AS last_day,
  COALESCE(m.revenues, 0) AS revenues, COALESCE(m.by_wallet, 0) AS by_wallet,
  d.bought_sen AS bought_sen, d.subsidised_sen AS subsidised_sen,
  m.least_sen AS least_sen, m.least_net_sen AS least_net_sen,
  COALESCE(m.sold_shipping_sen, 0) AS sold_shipping_sen,
  COALESCE(m.sold_fee_sen, 0) AS sold_fee_sen,
  COALESCE(m.sold_tax_sen, 0) AS sold_tax_sen,
  COALESCE(m.items_sen, 0) AS items_sen,
  COALESCE(m.refund_sen, 0) AS refund_line_sen,
  COALESCE(m.shipping_sen, 0) AS shipping_sen,
  COALESCE(m.bought_shipping_sen, 0) AS bought_shipping_sen,
  COALESCE(m.subsidy_sen, 0) AS subsidy_sen,
  COALESCE(m.platform_fee_sen, 0) AS platform_fee_sen,
  COALESCE(m.cod_fee_sen, 0) AS cod_fee_sen,
  COALESCE(m.tax_sen, 0) AS tax_sen,
  COALESCE(m.cashback_sen, 0) AS cashback_sen,
  COALESCE(m.claims_sen, 0) AS claims_sen,
  COALESCE(m.ads_sen, 0) AS ads_sen,
  COALESCE(m.rounding_sen, 0) AS rounding_sen,
  COALESCE(m.adjustment_sen, 0) AS adjustment_sen,
  COALESCE(m.unclassified_sen, 0) AS unclassified_sen,
  COALESCE(m.charges, 0) AS charges,
  COALESCE(m.given_back_sen, 0) AS given_back_sen,
  COALESCE(m.topup_sen, 0) AS topup_sen,
  COALESCE(m.financing_sen, 0) AS financing_sen,
  COALESCE(m.net_sen, 0) AS net_sen,
  COALESCE(m.paid_sen, 0) AS paid_sen,
  COALESCE(m.bank_sen, 0) AS bank_sen,
  COALESCE(m.payout_fee_sen, 0) AS payout_fee_sen,
  COALESCE(m.own_paid_sen, 0) AS own_paid_sen,
  COALESCE(m.own_bank_sen, 0) AS own_bank_sen
FROM period_dues AS d
LEFT JOIN order_money AS m ON m.order_id = d.order_id
LEFT JOIN known_payers AS p ON p.platform = d.payer
